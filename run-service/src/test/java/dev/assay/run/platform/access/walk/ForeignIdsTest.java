package dev.assay.run.platform.access.walk;

import dev.assay.run.testing.OtherRows;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;

/**
 * Every route of the service as it is shipped, with what belongs to another workspace; and then
 * with the key of that workspace and the rows of this one, so that every condition of the service,
 * in a statement or in Java, lets pass what only row-level security keeps back.
 */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ForeignIdsTest extends Walking {
  @Override
  void further(Walk walk, Things own, Things theirs) {
    Map<String, String> headers = new HashMap<>(theirs.admin().headers());
    headers.put(OtherRows.HEADER, own.called(Kind.WORKSPACE));
    walk.confined(new Web(headers), theirs);
  }
}

package dev.assay.run.platform.access.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/**
 * Row-level security as the only guard: between the service and PostgreSQL the conditions that name
 * the workspace are taken out of every statement of a request.
 */
@QuarkusTest
@WithTestResource(RowsAloneTest.Stripped.class)
class RowsAloneTest extends Walking {

  /** The database of the other tests, behind a wire that takes conditions out. */
  public static final class Stripped implements QuarkusTestResourceLifecycleManager {
    private StrippingWire wire;

    @Override
    public Map<String, String> start() {
      Map<String, String> config = new HashMap<>(new RunServiceResources().start());
      wire = StrippingWire.to(Integer.parseInt(config.get("assay.db.port")));
      config.put("assay.db.port", Integer.toString(wire.port()));
      return config;
    }

    @Override
    public void stop() {
      wire.close();
    }
  }

  @AfterEach
  void shouldHaveTakenThemOut() {
    assertThat(Integer.getInteger(StrippingWire.STATEMENTS, 0)).isGreaterThan(60);
    assertThat(System.getProperty(StrippingWire.UNKNOWN, "")).isEmpty();
  }
}

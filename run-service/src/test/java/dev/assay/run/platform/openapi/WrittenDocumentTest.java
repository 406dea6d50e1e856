package dev.assay.run.platform.openapi;

import static dev.assay.run.testing.TestApi.servedDocument;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The document that the page's types are generated from is the one that is served. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class WrittenDocumentTest {
  private static final Path FILE = Path.of("src/main/webui/src/api/openapi.json");
  private static final ObjectMapper SORTED =
      new ObjectMapper()
          .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
          .configure(SerializationFeature.INDENT_OUTPUT, true);

  @Test
  void shouldBeWhatIsServed() throws IOException {
    // Given
    byte[] served = servedDocument();
    String fresh = SORTED.writeValueAsString(SORTED.readValue(served, TreeMap.class)) + "\n";
    if (Boolean.getBoolean("assay.docs.write")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, fresh);
    }

    // Then
    assertThat(FILE)
        .as("%s is stale; write it with -Dtest=WrittenDocumentTest -Dassay.docs.write=true", FILE)
        .exists()
        .content()
        .isEqualTo(fresh);
  }
}

package dev.assay.run.library.datasets.staging;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.db.JsonColumns;
import java.util.Set;

/**
 * Whether an item says whose correction its expectation is, as items of traffic do: {@code
 * extra.inferred} by a model or a person, {@code extra.assumed} by nobody.
 */
final class TruthMarks {
  private static final Set<String> SAID = Set.of("true", "false");

  private TruthMarks() {}

  /** Most bodies have none of the two words in them, and need not be read as JSON. */
  static boolean in(String body) {
    if (!body.contains("\"inferred\"") && !body.contains("\"assumed\"")) {
      return false;
    }
    JsonNode extra = JsonColumns.read(body, JsonNode.class).path("extra");
    return SAID.contains(extra.path("inferred").asText())
        || extra.path("assumed").asText().equals("true");
  }
}

package dev.assay.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.common.json.CanonicalJson;
import dev.assay.common.json.Json;
import java.io.IOException;

/** Fields of a line as they were before the line became canonical. */
final class Raw {
  private Raw() {}

  /**
   * A field, from its text under {@code raw} when there is one.
   *
   * @return missing when the field is absent
   * @throws IOException when the text is another value than the field
   */
  static JsonNode field(JsonNode line, String name) throws IOException {
    JsonNode text = line.path("raw").path(name);
    if (!line.has(name)) {
      return MissingNode.getInstance();
    }
    if (!text.isTextual()) {
      return line.get(name);
    }
    JsonNode raw = Json.mapper().readTree(text.textValue());
    if (!CanonicalJson.of(raw).equals(CanonicalJson.of(line.get(name)))) {
      throw new IOException("the text of " + name + " under raw is another value");
    }
    return raw;
  }
}

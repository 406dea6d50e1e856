package dev.assay.scoring.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import dev.assay.common.json.Json;
import dev.assay.scoring.ecma.JsonText;
import dev.assay.scoring.scorer.Outcome;
import java.util.List;

/** Holds an answer against a compiled schema. */
final class SchemaCheck {
  private static final int MOST_ERRORS = 50;

  private final JsonSchema schema;

  /**
   * @throws dev.assay.scoring.scorer.BadParamsException when the schema cannot be used
   */
  SchemaCheck(JsonNode schema) {
    this.schema = Schemas.compile(schema);
  }

  /** 1 when the answer, or the JSON it holds as text, fits; the errors stand in the metadata. */
  Outcome outcome(JsonNode output) {
    JsonNode value =
        output != null && output.isTextual()
            ? JsonText.parse(output.textValue()).orElse(null)
            : output;
    if (value == null) {
      return Outcome.of(false, "The answer is not JSON.");
    }
    List<String> errors =
        schema.validate(value).stream().map(ValidationMessage::getMessage).sorted().toList();
    if (errors.isEmpty()) {
      return Outcome.of(1);
    }
    ArrayNode list = Json.mapper().createArrayNode();
    errors.stream().limit(MOST_ERRORS).forEach(list::add);
    return new Outcome.Measured(
        0,
        "The answer does not fit the schema in " + errors.size() + " places.",
        Json.mapper().createObjectNode().set("errors", list));
  }
}

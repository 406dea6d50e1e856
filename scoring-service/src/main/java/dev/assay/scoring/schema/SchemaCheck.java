package dev.assay.scoring.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.assay.common.json.Json;
import dev.assay.common.schema.BoundedSchema;
import dev.assay.scoring.reading.JsonAnswer;
import dev.assay.scoring.scorer.Effort;
import dev.assay.scoring.scorer.Outcome;
import java.util.List;

/** Holds an answer against a compiled schema. */
final class SchemaCheck {
  private static final int MOST_ERRORS = 50;

  private final BoundedSchema schema;

  /**
   * @throws dev.assay.scoring.scorer.BadParamsException when the schema cannot be used
   */
  SchemaCheck(JsonNode schema) {
    this.schema = Schemas.compile(schema);
  }

  /** 1 when the answer, or the JSON it holds as text, fits; the errors stand in the metadata. */
  Outcome outcome(JsonNode output, boolean strict, Effort effort) {
    JsonAnswer answer = JsonAnswer.of(output, strict);
    if (!answer.found()) {
      return Outcome.of(false, "The answer is not JSON.");
    }
    List<String> errors = schema.problems(answer.value(), effort);
    if (errors.isEmpty()) {
      return new Outcome.Measured(1, null, answer.note());
    }
    ArrayNode list = Json.mapper().createArrayNode();
    errors.stream().limit(MOST_ERRORS).forEach(list::add);
    return new Outcome.Measured(
        0,
        "The answer does not fit the schema in " + errors.size() + " places.",
        answer.note(Json.mapper().createObjectNode()).set("errors", list));
  }
}

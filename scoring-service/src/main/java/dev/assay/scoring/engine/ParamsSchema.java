package dev.assay.scoring.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import dev.assay.scoring.schema.Schemas;
import dev.assay.scoring.scorer.BadParamsException;
import java.util.stream.Collectors;

/** Checks parameters against a descriptor's schema before a scorer sees them. */
final class ParamsSchema {
  private final JsonSchema schema;

  ParamsSchema(JsonNode schema) {
    this.schema = Schemas.compile(schema);
  }

  /**
   * @throws BadParamsException naming every parameter that does not fit
   */
  void check(JsonNode params) {
    String problems =
        schema.validate(params).stream()
            .map(ValidationMessage::getMessage)
            .sorted()
            .collect(Collectors.joining("; "));
    if (!problems.isEmpty()) {
      throw new BadParamsException("The parameters do not fit: " + problems + ".");
    }
  }
}

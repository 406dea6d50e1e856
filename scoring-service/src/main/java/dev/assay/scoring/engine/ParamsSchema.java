package dev.assay.scoring.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.schema.BoundedSchema;
import dev.assay.scoring.schema.Schemas;
import dev.assay.scoring.scorer.BadParamsException;
import dev.assay.scoring.scorer.Effort;

/** Checks parameters against a descriptor's schema before a scorer sees them. */
final class ParamsSchema {
  private final BoundedSchema schema;

  ParamsSchema(JsonNode schema) {
    this.schema = Schemas.compile(schema);
  }

  /**
   * @throws BadParamsException naming every parameter that does not fit
   */
  void check(JsonNode params) {
    String problems = String.join("; ", schema.problems(params, new Effort()));
    if (!problems.isEmpty()) {
      throw new BadParamsException("The parameters do not fit: " + problems + ".");
    }
  }
}

package dev.assay.scoring.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.schema.BadSchemaException;
import dev.assay.common.schema.BoundedSchema;
import dev.assay.common.schema.JsonSchemas;
import dev.assay.scoring.scorer.BadParamsException;

/** JSON schemas that stand in parameters. */
public final class Schemas {
  private Schemas() {}

  /**
   * Compiles a schema.
   *
   * @throws BadParamsException when it is not a schema of this dialect, has a pattern that is not
   *     RE2, or refers to something outside itself
   */
  public static BoundedSchema compile(JsonNode schema) {
    try {
      return JsonSchemas.compile(schema);
    } catch (BadSchemaException e) {
      throw new BadParamsException(e.code(), e.getMessage());
    }
  }
}

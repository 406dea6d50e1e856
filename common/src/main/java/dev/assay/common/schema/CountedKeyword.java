package dev.assay.common.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import java.util.Set;

/**
 * A keyword of a dialect that announces to the {@link Budget} what it is about to do. References
 * back and applicators let a small schema ask for 2^depth evaluations; each of them passes here.
 */
record CountedKeyword(Keyword keyword) implements Keyword {
  // what these find was found, and counted, by a keyword below
  private static final Set<String> APPLICATORS =
      Set.of(
          "$ref",
          "$dynamicRef",
          "$recursiveRef",
          "allOf",
          "anyOf",
          "oneOf",
          "if",
          "properties",
          "patternProperties",
          "items",
          "prefixItems",
          "additionalItems",
          "dependentSchemas",
          "dependencies",
          "propertyNames");

  @Override
  public String getValue() {
    return keyword.getValue();
  }

  @Override
  public JsonValidator newValidator(
      SchemaLocation location,
      JsonNodePath path,
      JsonNode schema,
      JsonSchema parent,
      ValidationContext context)
      throws Exception {
    JsonValidator validator = keyword.newValidator(location, path, schema, parent, context);
    return validator == null ? null : new Counted(validator, getValue());
  }

  private record Counted(JsonValidator validator, String name) implements JsonValidator {
    @Override
    public Set<ValidationMessage> validate(
        ExecutionContext context, JsonNode node, JsonNode root, JsonNodePath at) {
      Budget.keyword(name, node);
      Set<ValidationMessage> errors = validator.validate(context, node, root, at);
      if (!errors.isEmpty()) {
        Budget.failure(APPLICATORS.contains(name) ? 0 : errors.size());
      }
      return errors;
    }

    @Override
    public Set<ValidationMessage> walk(
        ExecutionContext context,
        JsonNode node,
        JsonNode root,
        JsonNodePath at,
        boolean shouldValidate) {
      if (node != null) {
        Budget.keyword(name, node);
      }
      return validator.walk(context, node, root, at, shouldValidate);
    }

    @Override
    public void preloadJsonSchema() {
      validator.preloadJsonSchema();
    }

    @Override
    public SchemaLocation getSchemaLocation() {
      return validator.getSchemaLocation();
    }

    @Override
    public JsonNodePath getEvaluationPath() {
      return validator.getEvaluationPath();
    }

    @Override
    public String getKeyword() {
      return validator.getKeyword();
    }
  }
}

package dev.assay.common.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.pattern.BadPatternException;
import dev.assay.common.pattern.Re2;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * JSON Schemas of draft 2020-12 that are safe to take from people: nothing is loaded from outside
 * the schema, patterns are RE2, and every keyword counts what it does, so that none runs away.
 */
public final class JsonSchemas {
  private static final RegularExpressionFactory RE2 =
      source -> {
        Pattern pattern = compiled(source);
        int program = pattern.programSize();
        return text -> {
          Budget.pattern(program, text);
          return pattern.matcher(text).find();
        };
      };
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder()
          .regularExpressionFactory(RE2)
          .formatAssertionsEnabled(false)
          .locale(Locale.ENGLISH)
          .build();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder ->
              builder
                  .enableSchemaCache(false)
                  .metaSchemas(CountedDialects.all())
                  .schemaLoaders(loaders -> loaders.add(new OwnDialectOnly())));
  private static final JsonSchema DIALECT =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(SchemaLocation.of(SchemaId.V202012), CONFIG);

  private JsonSchemas() {}

  private static Pattern compiled(String source) {
    try {
      return Re2.compile(source, 0);
    } catch (BadPatternException e) {
      throw new BadSchemaException(ErrorCode.BAD_REGEX, e.getMessage());
    }
  }

  /**
   * Compiles a schema.
   *
   * @throws BadSchemaException when it is not a schema of this dialect, has a pattern that is not
   *     RE2, or refers to something outside itself
   */
  public static BoundedSchema compile(JsonNode schema) {
    SchemaWeight.check(schema);
    String problems =
        DIALECT.validate(schema).stream()
            .map(ValidationMessage::getMessage)
            .sorted()
            .limit(5)
            .collect(Collectors.joining("; "));
    if (!problems.isEmpty()) {
      throw new BadSchemaException("The JSON schema is not valid: " + problems + ".");
    }
    try {
      JsonSchema compiled = FACTORY.getSchema(schema, CONFIG);
      compiled.initializeValidators();
      return new BoundedSchema(compiled);
    } catch (BadSchemaException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new BadSchemaException(
          "The JSON schema could not be compiled; references must stay within it.");
    }
  }
}

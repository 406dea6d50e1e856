package dev.assay.run.platform.openapi;

import dev.assay.run.platform.access.SessionCookie;
import dev.assay.run.platform.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * What the generator cannot know of the server: how callers are known, that every refusal is a
 * problem, and that a field may be null.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ServedDocument implements OASFilter {
  /** An API key as a bearer token. */
  static final String KEY = "api_key";

  /** A session of a browser. */
  static final String SESSION = "session";

  private static final String PROBLEM = "#/components/schemas/Problem";
  private static final String SUCCESS = "2";
  private static final String CODES = "ErrorCode";
  private static final String ANY = "JsonNode";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getComponents()
        .setSecuritySchemes(
            new LinkedHashMap<>(
                Map.of(
                    KEY,
                    OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API key as a bearer token."),
                    SESSION,
                    OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name(SessionCookie.NAME)
                        .description("A session that POST /v1/session began."))));
    document.getComponents().addSchema("Problem", problem());
    document.getComponents().addSchema("Violation", violation());
    document
        .getPaths()
        .getPathItems()
        .values()
        .forEach(path -> path.getOperations().values().forEach(ServedDocument::serve));
    // What is kept as it was sent may be any JSON, not only an object.
    if (document.getComponents().getSchemas().containsKey(ANY)) {
      document.getComponents().addSchema(ANY, OASFactory.createSchema().description("Any JSON."));
    }
    document.getComponents().getSchemas().forEach(ServedDocument::spell);
    document.getComponents().getSchemas().values().forEach(ServedDocument::mayBeNull);
  }

  /** Enums are lower-case on the wire; codes of errors are texts of their own. */
  private static void spell(String name, Schema schema) {
    if (schema.getEnumeration() != null && !name.equals(CODES)) {
      schema.setEnumeration(
          new ArrayList<>(
              schema.getEnumeration().stream()
                  .map(value -> (Object) value.toString().toLowerCase(Locale.ROOT))
                  .toList()));
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(field -> spell("", field));
    }
    if (schema.getItems() != null) {
      spell("", schema.getItems());
    }
  }

  private static void serve(Operation operation) {
    List<SecurityRequirement> needed = operation.getSecurity();
    if (needed != null && !needed.isEmpty()) {
      operation.setSecurity(
          new ArrayList<>(
              List.of(
                  OASFactory.createSecurityRequirement().addScheme(KEY),
                  OASFactory.createSecurityRequirement().addScheme(SESSION))));
    }
    // One form for all refusals, whatever their status.
    operation.getResponses().getAPIResponses().keySet().stream()
        .filter(status -> !status.startsWith(SUCCESS))
        .toList()
        .forEach(operation.getResponses()::removeAPIResponse);
    operation
        .getResponses()
        .addAPIResponse(
            "default",
            OASFactory.createAPIResponse()
                .description("What is wrong, and how to mend it.")
                .content(
                    OASFactory.createContent()
                        .addMediaType(
                            Problem.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM)))));
  }

  /** A field that is not required may be null, in requests and in responses. */
  private static void mayBeNull(Schema schema) {
    if (schema.getProperties() == null) {
      return;
    }
    List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
    Map<String, Schema> fields = new LinkedHashMap<>();
    schema
        .getProperties()
        .forEach(
            (name, field) -> fields.put(name, required.contains(name) ? field : orNull(field)));
    schema.setProperties(fields);
  }

  private static Schema orNull(Schema field) {
    if (field.getRef() != null || field.getAllOf() != null) {
      return OASFactory.createSchema()
          .description(field.getDescription())
          .anyOf(
              new ArrayList<>(
                  List.of(
                      field,
                      OASFactory.createSchema().type(new ArrayList<>(List.of(SchemaType.NULL))))));
    }
    boolean typed = field.getType() != null && !field.getType().contains(SchemaType.NULL);
    if (typed && field.getEnumeration() == null) {
      List<SchemaType> types = new ArrayList<>(field.getType());
      types.add(SchemaType.NULL);
      field.setType(types);
    }
    return field;
  }

  private static Schema problem() {
    return object()
        .description("What is wrong with a request (RFC 9457).")
        .addProperty("type", text())
        .addProperty("title", text())
        .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
        .addProperty("code", text().description("Stable, for programs."))
        .addProperty("detail", text().description("A sentence that says what to do."))
        .addProperty(
            "violations",
            OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref("#/components/schemas/Violation")))
        .required(new ArrayList<>(List.of("status", "code", "violations")));
  }

  private static Schema violation() {
    return object()
        .addProperty("field", text())
        .addProperty("message", text())
        .required(new ArrayList<>(List.of("field", "message")));
  }

  private static Schema object() {
    return OASFactory.createSchema().addType(SchemaType.OBJECT);
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(SchemaType.STRING);
  }
}

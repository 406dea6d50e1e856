package dev.assay.run.platform.openapi;

import dev.assay.run.platform.access.SessionCookie;
import dev.assay.run.platform.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/**
 * What the generator cannot know of the server: how callers are known, that every refusal is a
 * problem, which fields are always there, and what stored JSON looks like ({@link Refs#unfolded}).
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ServedDocument implements OASFilter {
  /** An API key as a bearer token. */
  static final String KEY = "api_key";

  /** A session of a browser. */
  static final String SESSION = "session";

  private static final String PROBLEM = Refs.SCHEMAS + "Problem";
  private static final String SUCCESS = "2";
  private static final String CODES = "ErrorCode";
  private static final String ANY = "JsonNode";
  private static final String ANY_OBJECT = "JsonObject";
  private static final String BYTE = "int8";

  private final Presence presence;

  /** Over the classes of the application. */
  public ServedDocument(IndexView index) {
    presence = new Presence(index);
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components = document.getComponents();
    components.setSecuritySchemes(
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
    components.addSchema("Problem", problem());
    components.addSchema("Violation", violation());
    // What is kept as it was sent may be any JSON, not only an object.
    components.addSchema(ANY, OASFactory.createSchema().description("Any JSON."));
    components.addSchema(
        ANY_OBJECT,
        object().description("Any JSON object.").additionalPropertiesSchema(everything()));
    List<Operation> operations =
        document.getPaths().getPathItems().values().stream()
            .flatMap(path -> path.getOperations().values().stream())
            .toList();
    operations.forEach(ServedDocument::serve);
    Map<String, Schema> schemas = new TreeMap<>();
    components
        .getSchemas()
        .forEach(
            (name, schema) -> schemas.put(name, Refs.replaced(schema, ServedDocument::mended)));
    components.setSchemas(schemas);
    schemas.forEach(
        (name, schema) -> {
          if (!name.equals(CODES)) {
            Refs.replaced(schema, ServedDocument::spelled);
          }
        });
    Set<String> sent =
        Refs.reached(
            operations.stream()
                .filter(operation -> operation.getRequestBody() != null)
                .map(operation -> operation.getRequestBody().getContent())
                .filter(Objects::nonNull)
                .toList(),
            components.getSchemas());
    components
        .getSchemas()
        .forEach(
            (name, schema) -> present(name, schema, sent.contains(name), components.getSchemas()));
    operations.forEach(operation -> Together.put(operation, components));
    components.setSchemas(Refs.used(operations, components.getSchemas()));
  }

  private static Schema mended(Schema schema) {
    return Refs.untyped(Refs.unfolded(schema));
  }

  private static Schema everything() {
    return OASFactory.createSchema().booleanSchema(true);
  }

  /** Enums are lower-case on the wire; codes of errors are texts of their own. */
  private static Schema spelled(Schema schema) {
    if (schema.getEnumeration() != null) {
      schema.setEnumeration(
          new ArrayList<>(
              schema.getEnumeration().stream()
                  .map(value -> (Object) value.toString().toLowerCase(Locale.ROOT))
                  .toList()));
    }
    return schema;
  }

  private static void serve(Operation operation) {
    operation.setOperationId(OperationNames.of(operation.getOperationId()));
    if (operation.getParameters() != null) {
      operation.getParameters().stream()
          .filter(parameter -> parameter.getSchema() != null)
          .forEach(parameter -> Refs.untyped(parameter.getSchema()));
    }
    if (operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
      operation.getRequestBody().getContent().getMediaTypes().values().stream()
          .filter(media -> media.getSchema() != null)
          .forEach(media -> media.setSchema(mended(media.getSchema())));
    }
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
    operation.getResponses().getAPIResponses().values().stream()
        .filter(response -> response.getContent() != null)
        .flatMap(response -> response.getContent().getMediaTypes().values().stream())
        .filter(media -> media.getSchema() != null && isBytes(media.getSchema()))
        .forEach(media -> media.setSchema(text().format("binary")));
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

  private static boolean isBytes(Schema schema) {
    return schema.getItems() != null && BYTE.equals(schema.getItems().getFormat());
  }

  /**
   * Says which fields are always there, and which may be null. What is sent needs only what it says
   * to be required, and may give null for everything else.
   */
  private void present(String name, Schema schema, boolean isSent, Map<String, Schema> schemas) {
    if (schema.getProperties() == null) {
      return;
    }
    Map<String, Presence.Field> known =
        isSent ? Map.of() : presence.of(name, schema.getProperties().keySet());
    if (!known.isEmpty()) {
      schema.setRequired(Presence.required(known));
    }
    List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
    Map<String, Schema> fields = new LinkedHashMap<>();
    schema
        .getProperties()
        .forEach(
            (field, value) -> {
              boolean nullable =
                  known.isEmpty() ? !required.contains(field) : known.get(field).nullable();
              fields.put(field, nullable ? orNull(value, schemas) : value);
            });
    schema.setProperties(fields);
  }

  private static Schema orNull(Schema field, Map<String, Schema> schemas) {
    Schema choice =
        field.getRef() == null
            ? null
            : schemas.get(field.getRef().substring(Refs.SCHEMAS.length()));
    if (choice != null && choice.getOneOf() != null) {
      // One of its forms: clients that are generated ask the choice itself whether it may be null.
      if (choice.getOneOf().stream().noneMatch(ServedDocument::isNull)) {
        choice.addOneOf(nothing());
      }
      return field;
    }
    boolean composed =
        field.getRef() != null || field.getAllOf() != null || field.getOneOf() != null;
    if (composed || field.getEnumeration() != null) {
      return OASFactory.createSchema()
          .description(field.getDescription())
          .anyOf(new ArrayList<>(List.of(field, nothing())));
    }
    boolean typed = field.getType() != null && !field.getType().contains(SchemaType.NULL);
    if (typed) {
      List<SchemaType> types = new ArrayList<>(field.getType());
      types.add(SchemaType.NULL);
      field.setType(types);
    }
    return field;
  }

  private static boolean isNull(Schema schema) {
    return schema.getType() != null && schema.getType().contains(SchemaType.NULL);
  }

  private static Schema nothing() {
    return OASFactory.createSchema().type(new ArrayList<>(List.of(SchemaType.NULL)));
  }

  private static Schema problem() {
    return object()
        .description("What is wrong with a request (RFC 9457).")
        .addProperty("type", text())
        .addProperty("title", text())
        .addProperty("status", integer())
        .addProperty("code", OASFactory.createSchema().ref(Refs.SCHEMAS + CODES))
        .addProperty("detail", text().description("A sentence that says what to do."))
        .addProperty(
            "violations",
            OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref(Refs.SCHEMAS + "Violation")))
        .required(new ArrayList<>(List.of("status", "code", "violations")));
  }

  private static Schema violation() {
    return object()
        .addProperty("field", text())
        .addProperty("message", text())
        .addProperty("line", integer().description("Of an uploaded file, from 1."))
        .addProperty("column", integer().description("In that line, from 1."))
        .required(new ArrayList<>(List.of("field", "message")));
  }

  private static Schema object() {
    return OASFactory.createSchema().addType(SchemaType.OBJECT);
  }

  private static Schema integer() {
    return OASFactory.createSchema().addType(SchemaType.INTEGER);
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(SchemaType.STRING);
  }
}

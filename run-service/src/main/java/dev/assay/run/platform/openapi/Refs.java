package dev.assay.run.platform.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Walks over schemas, and what they refer to. */
final class Refs {
  /** Where a document keeps its schemas. */
  static final String SCHEMAS = "#/components/schemas/";

  private static final String LIST = "[]";
  private static final String MAP = "{}";

  private Refs() {}

  /**
   * A field of stored JSON names its schema by a reference, since it may not depend on the class.
   * {@code Name[]} is a list of it, {@code Name{}} an object with it under every key.
   */
  static Schema unfolded(Schema schema) {
    String ref = schema.getRef();
    if (ref == null || !(ref.endsWith(LIST) || ref.endsWith(MAP))) {
      return schema;
    }
    Schema inner =
        unfolded(OASFactory.createSchema().ref(ref.substring(0, ref.length() - LIST.length())));
    Schema outer = OASFactory.createSchema().description(schema.getDescription());
    return ref.endsWith(LIST)
        ? outer.addType(SchemaType.ARRAY).items(inner)
        : outer.addType(SchemaType.OBJECT).additionalPropertiesSchema(inner);
  }

  /** Without the type that the generator puts beside a reference or a choice, where it is wrong. */
  static Schema untyped(Schema schema) {
    boolean choice = schema.getOneOf() != null && !schema.getOneOf().isEmpty();
    if (schema.getRef() != null || choice) {
      schema.setType(null);
    }
    return schema;
  }

  /** Puts something else in the place of every schema within this one. */
  static Schema replaced(Schema schema, UnaryOperator<Schema> by) {
    if (schema.getBooleanSchema() != null) {
      return schema;
    }
    if (schema.getProperties() != null) {
      Map<String, Schema> fields = new LinkedHashMap<>();
      schema.getProperties().forEach((name, field) -> fields.put(name, replaced(field, by)));
      schema.setProperties(fields);
    }
    if (schema.getItems() != null) {
      schema.setItems(replaced(schema.getItems(), by));
    }
    if (schema.getAdditionalPropertiesSchema() != null) {
      schema.setAdditionalPropertiesSchema(replaced(schema.getAdditionalPropertiesSchema(), by));
    }
    schema.setOneOf(all(schema.getOneOf(), by));
    schema.setAnyOf(all(schema.getAnyOf(), by));
    schema.setAllOf(all(schema.getAllOf(), by));
    return by.apply(schema);
  }

  private static List<Schema> all(List<Schema> schemas, UnaryOperator<Schema> by) {
    return schemas == null
        ? null
        : new ArrayList<>(schemas.stream().map(schema -> replaced(schema, by)).toList());
  }

  /** The names of all schemas that contents lead to. */
  static Set<String> reached(Collection<Content> contents, Map<String, Schema> schemas) {
    Set<String> names = new HashSet<>();
    contents.stream()
        .filter(content -> content.getMediaTypes() != null)
        .flatMap(content -> content.getMediaTypes().values().stream())
        .filter(media -> media.getSchema() != null)
        .forEach(media -> reach(media.getSchema(), schemas, names));
    return names;
  }

  /** Those of the schemas that operations lead to: nobody needs a class for the others. */
  static Map<String, Schema> used(Collection<Operation> operations, Map<String, Schema> schemas) {
    Set<String> names = reached(contents(operations), schemas);
    operations.stream()
        .filter(operation -> operation.getParameters() != null)
        .flatMap(operation -> operation.getParameters().stream())
        .filter(parameter -> parameter.getSchema() != null)
        .forEach(parameter -> reach(parameter.getSchema(), schemas, names));
    Map<String, Schema> used = new TreeMap<>(schemas);
    used.keySet().retainAll(names);
    return used;
  }

  private static List<Content> contents(Collection<Operation> operations) {
    List<Content> contents = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
        contents.add(operation.getRequestBody().getContent());
      }
      operation.getResponses().getAPIResponses().values().stream()
          .map(APIResponse::getContent)
          .filter(Objects::nonNull)
          .forEach(contents::add);
    }
    return contents;
  }

  private static void reach(Schema from, Map<String, Schema> schemas, Set<String> names) {
    List<String> found = new ArrayList<>();
    replaced(
        from,
        schema -> {
          if (schema.getRef() != null) {
            found.add(schema.getRef().substring(SCHEMAS.length()));
          }
          return schema;
        });
    for (String name : found) {
      if (names.add(name) && schemas.containsKey(name)) {
        reach(schemas.get(name), schemas, names);
      }
    }
  }
}

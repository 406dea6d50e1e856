package dev.assay.run.platform.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Answers that are one object or another, as one schema with the fields of both, of which only
 * those are required that both have. Clients are generated that tell objects apart by trying one
 * after the other, and of two that leave unknown fields aside both fit.
 */
final class Together {
  private static final Map<String, String> NAMES =
      Map.of("launchRun", "Launched", "previewRun", "Previewed");

  private Together() {}

  /** Puts the forms of an operation's answers together, where it has several. */
  static void put(Operation operation, Components components) {
    operation.getResponses().getAPIResponses().values().stream()
        .filter(response -> response.getContent() != null)
        .flatMap(response -> response.getContent().getMediaTypes().values().stream())
        .filter(media -> media.getSchema() != null && media.getSchema().getOneOf() != null)
        .forEach(media -> put(media, NAMES.get(operation.getOperationId()), components));
  }

  private static void put(MediaType media, String name, Components components) {
    Map<String, Schema> schemas = new TreeMap<>(components.getSchemas());
    List<Schema> forms =
        media.getSchema().getOneOf().stream()
            .map(form -> schemas.get(form.getRef().substring(Refs.SCHEMAS.length())))
            .toList();
    Map<String, Schema> fields = new LinkedHashMap<>();
    List<String> required = new ArrayList<>(forms.get(0).getRequired());
    forms.forEach(
        form -> {
          form.getProperties().forEach(fields::putIfAbsent);
          required.retainAll(form.getRequired());
        });
    schemas.put(
        name,
        OASFactory.createSchema()
            .addType(SchemaType.OBJECT)
            .description(media.getSchema().getDescription())
            .properties(fields)
            .required(required));
    components.setSchemas(schemas);
    media.setSchema(OASFactory.createSchema().ref(Refs.SCHEMAS + name));
  }
}

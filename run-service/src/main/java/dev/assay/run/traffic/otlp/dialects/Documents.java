package dev.assay.run.traffic.otlp.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.traffic.otlp.spans.Span.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Documents that a retriever found, in any dialect. */
final class Documents {
  private static final List<String> TEXTS = List.of("content", "text", "page_content");
  private static final Set<String> KNOWN =
      Set.of("id", "score", "content", "text", "page_content", "metadata");

  private Documents() {}

  /** Reads them; null for none. */
  static List<Document> of(JsonNode said) {
    JsonNode list = Values.read(said);
    if (list == null || !list.isArray()) {
      return null;
    }
    List<Document> documents = new ArrayList<>();
    for (JsonNode given : list) {
      JsonNode one = given.path("document").isObject() ? given.get("document") : given;
      documents.add(
          new Document(
              Values.text(one.get("id")),
              Values.number(one.get("score")),
              content(one),
              metadata(one)));
    }
    return documents;
  }

  private static String content(JsonNode document) {
    if (document.isTextual()) {
      return document.textValue();
    }
    return TEXTS.stream()
        .map(name -> Values.text(document.get(name)))
        .filter(text -> text != null)
        .findFirst()
        .orElse(null);
  }

  /** What is called metadata, and every other member. */
  private static JsonNode metadata(JsonNode document) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    JsonNode given = Values.read(document.get("metadata"));
    if (given != null && given.isObject()) {
      metadata.setAll((ObjectNode) given);
    } else if (Values.some(given) != null) {
      metadata.set("metadata", given);
    }
    document
        .properties()
        .forEach(
            member -> {
              if (!KNOWN.contains(member.getKey())) {
                metadata.set(member.getKey(), member.getValue());
              }
            });
    return metadata.isEmpty() ? null : metadata;
  }
}

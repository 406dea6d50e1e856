package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.worker.kind.parts.ToolCalls;
import java.util.TreeMap;

/** Puts tool calls together from pieces that name the call by its index. */
final class StreamedToolCalls {
  private final TreeMap<Integer, Parts> byIndex = new TreeMap<>();

  private static final class Parts {
    private String id;
    private String name;
    private final StringBuilder arguments = new StringBuilder();
  }

  void add(JsonNode piece) {
    Parts parts = byIndex.computeIfAbsent(piece.path("index").asInt(0), i -> new Parts());
    if (piece.path("id").isTextual()) {
      parts.id = piece.get("id").asText();
    }
    JsonNode function = piece.path("function");
    if (function.path("name").isTextual() && parts.name == null) {
      parts.name = function.get("name").asText();
    }
    parts.arguments.append(function.path("arguments").asText(""));
  }

  /** Null when there are none. */
  ArrayNode all() {
    if (byIndex.isEmpty()) {
      return null;
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode(byIndex.size());
    byIndex.values().forEach(p -> all.add(ToolCalls.call(p.id, p.name, p.arguments.toString())));
    return all;
  }
}

package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.common.json.Json;
import dev.assay.worker.kind.parts.ToolCalls;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts tool calls together from pieces. A piece names its call by the id, by the index, by both or
 * by neither: a new id is a new call, also under an index that was there before; a piece without an
 * id goes on with the last call of its index, or with the last of all.
 */
final class StreamedToolCalls {
  private final List<Parts> calls = new ArrayList<>();

  private static final class Parts {
    private final Integer index;
    private String id;
    private String name;
    private final StringBuilder arguments = new StringBuilder();

    Parts(Integer index) {
      this.index = index;
    }

    boolean at(Integer other) {
      return index == null || other == null || index.equals(other);
    }

    /** Whether its arguments are whole, so that another name beside no id is another call. */
    boolean whole() {
      if (arguments.isEmpty()) {
        return false;
      }
      try {
        return Json.foreign().readTree(arguments.toString()).isContainerNode();
      } catch (JsonProcessingException e) {
        return false;
      }
    }
  }

  void add(JsonNode piece) {
    Integer index = piece.path("index").isInt() ? (Integer) piece.get("index").asInt() : null;
    String given = piece.path("id").asText("");
    String id = given.isEmpty() ? null : given;
    JsonNode function = piece.path("function");
    String name = function.path("name").asText("");
    String arguments = ChatCalls.arguments(function.path("arguments"));
    Parts parts = find(index, id, name, !arguments.isEmpty());
    if (parts == null) {
      parts = new Parts(index);
      calls.add(parts);
    }
    if (id != null) {
      parts.id = id;
    }
    if (parts.name == null && !name.isEmpty()) {
      parts.name = name;
    }
    parts.arguments.append(arguments);
  }

  /** The call that a piece goes on with; null when it begins one. */
  private Parts find(Integer index, String id, String name, boolean more) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      Parts call = calls.get(i);
      if (!call.at(index)) {
        continue;
      }
      if (id != null && call.id != null) {
        if (id.equals(call.id)) {
          return call;
        }
        continue;
      }
      // Without ids a second name tells a second call from the rest of the first.
      boolean named = !name.isEmpty() && call.name != null;
      boolean another = id == null && named && (more || !name.equals(call.name)) && call.whole();
      return another ? null : call;
    }
    return null;
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** Null when there are none. */
  ArrayNode all() {
    if (calls.isEmpty()) {
      return null;
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode(calls.size());
    calls.forEach(p -> all.add(ToolCalls.call(p.id, p.name, p.arguments.toString())));
    return all;
  }
}

package dev.assay.run.traffic.otlp.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a span says of itself, and what its process says. */
final class Attributes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, JsonNode> own;
  private final Map<String, JsonNode> resource;

  /**
   * Of a span.
   *
   * @param own of the span; added to, and kept
   * @param resource of its process
   */
  Attributes(Map<String, JsonNode> own, Map<String, JsonNode> resource) {
    this.own = own;
    this.resource = resource;
  }

  /** What the span says under a name; null for nothing. */
  JsonNode own(String key) {
    return Values.some(own.get(key));
  }

  /** What its process says; null for nothing. */
  JsonNode resource(String key) {
    return Values.some(resource.get(key));
  }

  /** Says what the span itself did not. */
  void add(String key, JsonNode value) {
    own.putIfAbsent(key, value);
  }

  /**
   * A list that was laid flat, {@code prefix.0.role, prefix.0.content, prefix.1.role, …}, put
   * together again; null for none. Gaps close: a large index takes no room.
   */
  ArrayNode indexed(String prefix) {
    Branch root = new Branch();
    String start = prefix + ".";
    own.forEach(
        (key, value) -> {
          if (isBelow(key, start)) {
            root.put(key.substring(start.length()).split("\\.", -1), 0, value);
          }
        });
    return root.isEmpty() ? null : (ArrayNode) root.node();
  }

  /** Whether a key belongs to the list that {@link #indexed} puts together. */
  private static boolean isBelow(String key, String start) {
    return key.startsWith(start)
        && key.length() > start.length()
        && Character.isDigit(key.charAt(start.length()));
  }

  /** All but what was read. */
  ObjectNode without(Iterable<Source> read) {
    Map<String, JsonNode> left = new LinkedHashMap<>(own);
    for (Source source : read) {
      left.remove(source.key());
      if (source.form() == Source.Form.INDEXED) {
        String start = source.key() + ".";
        left.keySet().removeIf(key -> isBelow(key, start));
      }
    }
    left.keySet().removeIf(key -> key.startsWith(SpanEvents.ADDED));
    ObjectNode rest = JSON.objectNode();
    left.forEach(rest::set);
    return rest;
  }

  /** A part of the tree that flat names describe: a list when all its names are numbers. */
  private static final class Branch {
    private static final int DEEPEST = 16;

    private final Map<String, Branch> members = new LinkedHashMap<>();
    private JsonNode leaf;

    boolean isEmpty() {
      return members.isEmpty();
    }

    void put(String[] path, int at, JsonNode value) {
      if (at == path.length || at == DEEPEST) {
        leaf = value;
      } else {
        members.computeIfAbsent(path[at], name -> new Branch()).put(path, at + 1, value);
      }
    }

    JsonNode node() {
      if (members.isEmpty()) {
        return leaf;
      }
      if (members.keySet().stream().allMatch(Branch::isIndex)) {
        Map<Integer, Branch> inOrder = new TreeMap<>();
        members.forEach((index, branch) -> inOrder.put(Integer.valueOf(index), branch));
        ArrayNode list = JSON.arrayNode();
        inOrder.values().forEach(branch -> list.add(branch.node()));
        return list;
      }
      ObjectNode object = JSON.objectNode();
      members.forEach((name, branch) -> object.set(name, branch.node()));
      return object;
    }

    private static boolean isIndex(String name) {
      return !name.isEmpty() && name.length() < 9 && name.chars().allMatch(Character::isDigit);
    }
  }
}

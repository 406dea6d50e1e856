package dev.assay.run.results.export.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A comparison, and its sides by what people call them.
 *
 * @param comparison as the API shows it, the baseline first among its sides
 * @param names of the sides, by the names that the comparison has for them
 * @param runs as the API shows them, by id
 */
record Cast(JsonNode comparison, Map<String, String> names, Map<String, JsonNode> runs) {

  /** Of a comparison and all runs of its sides. */
  static Cast of(JsonNode comparison, List<JsonNode> runs) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    runs.forEach(run -> byId.put(run.path("id").asText(), run));
    return new Cast(comparison, names(list(comparison.path("sides"))), byId);
  }

  /** What the side that the others are compared with is called. */
  String baseline() {
    return name(comparison.path("baseline").asText());
  }

  /** What people call a side. */
  String name(String side) {
    return names.getOrDefault(side, side);
  }

  /** The sides, the baseline first. */
  List<JsonNode> sides() {
    return list(comparison.path("sides"));
  }

  /** One of the sides by the comparison's name for it. */
  JsonNode side(String name) {
    return sides().stream()
        .filter(side -> side.path("name").asText().equals(name))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** Each other side against the baseline. */
  List<JsonNode> pairs() {
    return list(comparison.path("comparisons"));
  }

  /** Keys of the scorers of all sides, in order. */
  Set<String> scorers() {
    Set<String> keys = new TreeSet<>();
    sides().forEach(side -> side.path("means").properties().forEach(e -> keys.add(e.getKey())));
    return keys;
  }

  /** The run of a side that is a single one; null of an alias with several. */
  UUID single(String side) {
    JsonNode of = side(side).path("runs");
    return of.size() == 1 ? UUID.fromString(of.get(0).path("id").asText()) : null;
  }

  /** The same run as the API shows it; missing of an alias with several. */
  JsonNode run(String side) {
    UUID id = single(side);
    return id == null
        ? MissingNode.getInstance()
        : runs.getOrDefault(id.toString(), MissingNode.getInstance());
  }

  /** By alias, name or model, whichever tells them apart; else by a letter, too: as on the page. */
  private static Map<String, String> names(List<JsonNode> sides) {
    List<Function<JsonNode, String>> candidates =
        List.of(
            side -> first(side, "alias"),
            side -> first(side, "name"),
            side -> first(side, "model"),
            side ->
                String.join(
                    " · ",
                    Stream.of(first(side, "name"), first(side, "model"))
                        .filter(part -> !part.isEmpty())
                        .toList()));
    for (Function<JsonNode, String> candidate : candidates) {
      Map<String, String> found = new LinkedHashMap<>();
      sides.forEach(side -> found.put(side.path("name").asText(), candidate.apply(side)));
      boolean all = found.values().stream().noneMatch(String::isEmpty);
      if (all && Set.copyOf(found.values()).size() == sides.size()) {
        return found;
      }
    }
    Map<String, String> lettered = new LinkedHashMap<>();
    for (JsonNode side : sides) {
      String id = side.path("name").asText();
      String called =
          Stream.of(
                  first(side, "name"),
                  first(side, "model"),
                  id.substring(0, Math.min(8, id.length())))
              .filter(part -> !part.isEmpty())
              .findFirst()
              .orElse(id);
      lettered.put(id, (char) ('A' + lettered.size() % 26) + " (" + called + ")");
    }
    return lettered;
  }

  private static String first(JsonNode side, String field) {
    return side.path("runs").path(0).path(field).asText("");
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all;
  }
}

package dev.assay.run.results.export.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.run.results.export.report.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the definitions of runs differ, by path: from evaluation and prompt to the last limit. */
final class DefinitionDifferences {
  /** Parts of a run that say what it does, as the API names them. */
  private static final List<String> PARTS =
      List.of(
          "evaluation",
          "evaluation_version",
          "dataset",
          "target",
          "scorers",
          "judge",
          "judges",
          "gate",
          "star_metric",
          "repeats",
          "order",
          "seed",
          "cache",
          "concurrency",
          "policy",
          "budget",
          "early_stop");

  private static final int MOST = 40;
  private static final int TEXT = 600;
  private static final String NONE = "–";

  private final List<Row> rows = new ArrayList<>();
  private int leftOut;

  private DefinitionDifferences() {}

  /**
   * A place where they differ.
   *
   * @param path such as {@code target.params.temperature}
   * @param values what stands there, run by run
   */
  record Row(String path, List<String> values) {}

  /** Of these runs, as the API shows them. */
  static DefinitionDifferences of(List<JsonNode> runs) {
    DefinitionDifferences found = new DefinitionDifferences();
    for (String part : PARTS) {
      found.walk(part, runs.stream().map(run -> run.path(part)).toList());
    }
    return found;
  }

  /** The first ones, in the order of a definition. */
  List<Row> rows() {
    return rows;
  }

  /** How many more there are. */
  int leftOut() {
    return leftOut;
  }

  private void walk(String path, List<JsonNode> values) {
    List<JsonNode> given =
        values.stream().map(v -> v.isNull() ? (JsonNode) MissingNode.getInstance() : v).toList();
    if (Set.copyOf(given).size() == 1) {
      return;
    }
    List<Map<String, JsonNode>> parts = given.stream().map(DefinitionDifferences::parts).toList();
    if (parts.stream().noneMatch(Map::isEmpty)) {
      Set<String> keys = new LinkedHashSet<>();
      parts.forEach(part -> keys.addAll(part.keySet()));
      for (String key : keys) {
        walk(
            key.startsWith("[") ? path + key : path + "." + key,
            parts.stream().map(part -> part.getOrDefault(key, MissingNode.getInstance())).toList());
      }
    } else if (rows.size() < MOST) {
      rows.add(new Row(path, given.stream().map(DefinitionDifferences::said).toList()));
    } else {
      leftOut++;
    }
  }

  /** What is inside, by name; scorers by their keys, since their order means nothing. */
  private static Map<String, JsonNode> parts(JsonNode value) {
    Map<String, JsonNode> parts = new LinkedHashMap<>();
    value.properties().forEach(e -> parts.put(e.getKey(), e.getValue()));
    if (value.isArray()) {
      for (JsonNode element : value) {
        String key = element.path("key").asText("");
        parts.put(
            key.isEmpty() || parts.containsKey(key) ? "[" + parts.size() + "]" : key, element);
      }
    }
    return parts;
  }

  private static String said(JsonNode value) {
    return value.isMissingNode() ? NONE : Texts.of(value, TEXT);
  }
}

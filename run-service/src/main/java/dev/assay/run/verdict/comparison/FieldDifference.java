package dev.assay.run.verdict.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One field of structured answers on both sides, from the runs' own tables.
 *
 * @param scorer key of the scorer that compares fields
 * @param field its path
 * @param baseline accuracy there, null when not compared
 * @param other accuracy there, null when not compared
 * @param difference null when a side is missing
 */
public record FieldDifference(
    String scorer,
    String field,
    @Nullable Double baseline,
    @Nullable Double other,
    @Nullable Double difference) {

  /**
   * Of two runs' summaries; what lost most comes first.
   *
   * @param keys of the scorers that are compared
   */
  static List<FieldDifference> of(JsonNode baseline, JsonNode other, Set<String> keys) {
    Map<List<String>, Double> first = accuracies(baseline, keys);
    Map<List<String>, Double> second = accuracies(other, keys);
    List<FieldDifference> fields = new ArrayList<>();
    Map<List<String>, Double> all = new LinkedHashMap<>(first);
    second.forEach(all::putIfAbsent);
    for (List<String> key : all.keySet()) {
      Double a = first.get(key);
      Double b = second.get(key);
      Double difference = a == null || b == null ? null : (Double) (b - a);
      fields.add(new FieldDifference(key.get(0), key.get(1), a, b, difference));
    }
    fields.sort((x, y) -> Double.compare(order(x), order(y)));
    return fields;
  }

  private static double order(FieldDifference field) {
    return field.difference() == null ? Double.POSITIVE_INFINITY : field.difference();
  }

  private static Map<List<String>, Double> accuracies(JsonNode summary, Set<String> keys) {
    Map<List<String>, Double> found = new LinkedHashMap<>();
    if (summary != null) {
      summary.path("scorers").properties().stream()
          .filter(scorer -> keys.contains(scorer.getKey()))
          .forEach(
              scorer ->
                  scorer
                      .getValue()
                      .path("fields")
                      .path("fields")
                      .forEach(
                          field ->
                              found.put(
                                  List.of(scorer.getKey(), field.path("field").asText()),
                                  field.path("accuracy").asDouble())));
    }
    return found;
  }
}

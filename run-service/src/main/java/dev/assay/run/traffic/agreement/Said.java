package dev.assay.run.traffic.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.traffic.outcome.Leaves;
import dev.assay.run.traffic.requests.TrafficKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What people said of one answer, of each what he said last. */
final class Said {
  /** More fields of one answer are not looked at. */
  static final int MOST_FIELDS = 1_000;

  /** Nor is a correction whose fields have longer paths together: a long name stands in many. */
  static final int LONGEST_PATHS = 500_000;

  private final TrafficKind type;
  private final String id;
  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<String, Double> ratings = new LinkedHashMap<>();
  private final Map<String, Map<String, JsonNode>> corrections = new LinkedHashMap<>();
  private final Set<String> people = new TreeSet<>();
  private Map<String, Pairs> fields;
  private boolean partly;

  Said(TrafficKind type, String id) {
    this.type = type;
    this.id = id;
  }

  /** Pairs of people who said something of the same, and how many of them said the same. */
  record Pairs(long all, long same) {
    static final Pairs NONE = new Pairs(0, 0);

    Pairs plus(Pairs other) {
      return new Pairs(all + other.all, same + other.same);
    }

    /** Null where there is no pair. */
    Double share() {
      return all == 0 ? null : (Double) ((double) same / all);
    }
  }

  /** Adds what somebody said; what the same person said later was added before. */
  void add(String by, String label, Double rating, JsonNode correction) {
    people.add(by);
    if (label != null) {
      labels.putIfAbsent(by, label);
    }
    // What is no number was stored before it was refused.
    if (rating != null && Double.isFinite(rating)) {
      ratings.putIfAbsent(by, rating);
    }
    if (correction != null && !corrections.containsKey(by)) {
      if (paths(correction, 0) > LONGEST_PATHS) {
        partly = true;
      } else {
        corrections.put(by, Leaves.of(correction));
      }
    }
  }

  /** There is more than what was added. */
  void leftOut() {
    partly = true;
  }

  /** Whether something that people said of it is not counted. */
  boolean isPartly() {
    fields();
    return partly;
  }

  /** How long the paths of all leaves are together; not more exactly than it must be known. */
  private static long paths(JsonNode node, long above) {
    if (!node.isContainerNode() || node.isEmpty()) {
      return above;
    }
    long all = 0;
    if (node.isArray()) {
      for (int i = 0; i < node.size() && all <= LONGEST_PATHS; i++) {
        all += paths(node.get(i), above + 2 + Integer.toString(i).length());
      }
      return all;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (all > LONGEST_PATHS) {
        return all;
      }
      all += paths(field.getValue(), above + 1 + field.getKey().length());
    }
    return all;
  }

  List<String> labels() {
    return List.copyOf(labels.values());
  }

  List<Double> ratings() {
    return List.copyOf(ratings.values());
  }

  /** Of the labels. */
  Pairs labelled() {
    return pairs(labels.values());
  }

  /** Of every field that somebody's correction has; empty where there is only one correction. */
  Map<String, Pairs> fields() {
    if (fields == null) {
      fields = new LinkedHashMap<>();
      if (corrections.size() > 1) {
        Set<String> paths = new TreeSet<>();
        corrections.values().forEach(leaves -> paths.addAll(leaves.keySet()));
        partly |= paths.size() > MOST_FIELDS;
        paths.stream().limit(MOST_FIELDS).forEach(path -> fields.put(path, pairs(of(path))));
      }
    }
    return fields;
  }

  private List<Object> of(String path) {
    List<Object> values = new ArrayList<>();
    corrections.values().forEach(leaves -> values.add(value(leaves.get(path))));
    return values;
  }

  /** A number is the same however it is written; what is not there is like nothing else. */
  private static Object value(JsonNode leaf) {
    if (leaf == null) {
      return "";
    }
    return leaf.isNumber() && Double.isFinite(leaf.doubleValue())
        ? leaf.decimalValue().stripTrailingZeros()
        : leaf;
  }

  private static Pairs pairs(Collection<?> values) {
    Map<Object, Long> counts = new HashMap<>();
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    return new Pairs(
        pairs(values.size()), counts.values().stream().mapToLong(count -> pairs(count)).sum());
  }

  private static long pairs(long n) {
    return n * (n - 1) / 2;
  }

  /** Where people disagree; null for nowhere. */
  PeopleAgreement.Disagreement disagreement() {
    List<String> paths = new ArrayList<>();
    if (labels.values().stream().distinct().count() > 1) {
      paths.add("label");
    }
    if (ratings.values().stream().distinct().count() > 1) {
      paths.add("rating");
    }
    fields().forEach((path, pairs) -> addUnlessSame(paths, path, pairs));
    return paths.isEmpty()
        ? null
        : new PeopleAgreement.Disagreement(type, id, people.size(), paths);
  }

  private static void addUnlessSame(List<String> paths, String path, Pairs pairs) {
    if (pairs.same() < pairs.all()) {
      paths.add(path);
    }
  }
}

package dev.assay.run.verdict.totals.memory;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.run.verdict.totals.FieldScorers;
import dev.assay.run.verdict.totals.GroupKey;
import dev.assay.run.verdict.totals.GroupTotals;
import dev.assay.run.verdict.totals.RunTotals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** Totals of units that are in memory: a few, such as those of null answers. */
public final class MemoryTotals {
  private MemoryTotals() {}

  /** Sums up. Sections and labels come by size, then by name, and none is left out. */
  public static RunTotals of(List<ScorerSpec> scorers, int repeats, List<ScoredUnit> units) {
    Map<GroupKey, GroupTotals> groups = new LinkedHashMap<>();
    groups.put(GroupKey.ALL, GroupSums.of(scorers, units));
    List<String> sections = names(units, ScoredUnit::section);
    for (String name : sections) {
      groups.put(GroupKey.section(name), part(scorers, units, ScoredUnit::section, name));
    }
    List<String> labels = names(units, ScoredUnit::label);
    for (String name : labels) {
      groups.put(GroupKey.label(name), part(scorers, units, ScoredUnit::label, name));
    }
    return new RunTotals(
        groups,
        sections.size(),
        labels.size(),
        repeats,
        items(units),
        fields(scorers, units),
        Map.of(),
        null,
        null,
        null);
  }

  private static GroupTotals part(
      List<ScorerSpec> scorers,
      List<ScoredUnit> units,
      Function<ScoredUnit, String> by,
      String name) {
    return GroupSums.of(scorers, units.stream().filter(u -> name.equals(by.apply(u))).toList());
  }

  private static List<String> names(List<ScoredUnit> units, Function<ScoredUnit, String> by) {
    return units.stream()
        .map(by)
        .filter(Objects::nonNull)
        .collect(groupingBy(Function.identity(), counting()))
        .entrySet()
        .stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<RunTotals.ItemCount> items(List<ScoredUnit> units) {
    Map<List<Long>, Long> counts =
        units.stream().collect(groupingBy(ScoredUnit::position)).values().stream()
            .map(item -> GroupSums.counts(item, 0))
            .collect(groupingBy(c -> List.of(c.decided(), c.held()), counting()));
    return counts.entrySet().stream()
        .map(e -> new RunTotals.ItemCount(e.getKey().get(0), e.getKey().get(1), e.getValue()))
        .sorted(
            Comparator.comparingLong(RunTotals.ItemCount::decided)
                .thenComparingLong(RunTotals.ItemCount::passed))
        .toList();
  }

  private static Map<String, List<RunTotals.FieldCount>> fields(
      List<ScorerSpec> scorers, List<ScoredUnit> units) {
    Map<String, List<RunTotals.FieldCount>> fields = new LinkedHashMap<>();
    for (ScorerSpec scorer : scorers) {
      if (FieldScorers.isOne(scorer.id())) {
        fields.put(scorer.key(), fields(scorer.key(), units));
      }
    }
    return fields;
  }

  private static List<RunTotals.FieldCount> fields(String key, List<ScoredUnit> units) {
    Map<String, long[]> counts = new TreeMap<>();
    for (ScoredUnit unit : units) {
      for (Score score : unit.scores()) {
        if (score.key().equals(key) && score.score() != null && score.metadata() != null) {
          for (Map.Entry<String, JsonNode> leaf : score.metadata().path("fields").properties()) {
            counts
                .computeIfAbsent(leaf.getKey(), k -> new long[2])[
                leaf.getValue().asBoolean() ? 0 : 1]++;
          }
        }
      }
    }
    List<RunTotals.FieldCount> fields = new ArrayList<>();
    counts.forEach((path, n) -> fields.add(new RunTotals.FieldCount(path, n[0], n[1], 0, 0, 0, 0)));
    fields.sort(
        Comparator.comparingLong(RunTotals.FieldCount::errors)
            .reversed()
            .thenComparing(RunTotals.FieldCount::path));
    return fields;
  }
}

package dev.assay.run.verdict.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.runs.Run;
import dev.assay.run.verdict.comparison.query.UnitResult;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What is known of one side alone. */
final class Sides {
  private Sides() {}

  static Comparison.Side side(Contestant side) {
    int[] counts = new int[4];
    Map<String, DoubleSummaryStatistics> means = new TreeMap<>();
    boolean known = true;
    for (UnitResult unit : side.units()) {
      counts[place(unit)]++;
      known &= unit.cost() != null || !unit.measured();
      unit.scores()
          .forEach(
              (key, measured) ->
                  means
                      .computeIfAbsent(key, k -> new DoubleSummaryStatistics())
                      .accept(measured.score()));
    }
    Map<String, Double> averages = new TreeMap<>();
    means.forEach((key, sum) -> averages.put(key, sum.getAverage()));
    return new Comparison.Side(
        side.name(),
        side.runs().stream().map(Sides::name).toList(),
        side.units().size(),
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        averages,
        Latencies.percentiles(side),
        known ? billed(side) : null);
  }

  /** What the runs were billed, retries and judges included; null when one of them is not known. */
  private static Double billed(Contestant side) {
    double sum = 0;
    for (Run run : side.runs()) {
      if (run.sums().costUnknown()) {
        return null;
      }
      sum += run.sums().knownCost();
    }
    return side.runs().isEmpty() ? null : (Double) sum;
  }

  /** The mean of an answer's scores over these scorers, as far as they measured. */
  static Measure quality(Set<String> keys) {
    return unit -> {
      DoubleSummaryStatistics sum = new DoubleSummaryStatistics();
      keys.stream()
          .map(unit.scores()::get)
          .filter(Objects::nonNull)
          .forEach(measured -> sum.accept(measured.score()));
      return sum.getCount() == 0 ? null : (Double) sum.getAverage();
    };
  }

  private static Comparison.RunName name(Run run) {
    JsonNode target = run.definition().target();
    return new Comparison.RunName(
        run.id(),
        run.names().name(),
        run.names().alias(),
        target == null ? null : target.path("model").asText(null),
        run.status().wire(),
        run.outcome().verdict());
  }

  private static int place(UnitResult unit) {
    return switch (unit.status()) {
      case PASSED -> 0;
      case FAILED -> 1;
      case ERROR -> 2;
      case SKIPPED, CANCELLED, PENDING, DISPATCHED, ANSWERED -> 3;
    };
  }
}

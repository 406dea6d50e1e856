package dev.assay.run.verdict.comparison;

import dev.assay.run.verdict.comparison.effort.Drawing;
import dev.assay.run.verdict.comparison.query.UnitResult;
import dev.assay.run.verdict.statistics.Percentiles;
import jakarta.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Latencies of both sides in milliseconds; answers from the cache are left out.
 *
 * @param baseline by percentile, null without any
 * @param other by percentile, null without any
 * @param difference paired by item
 */
public record Latencies(
    @Nullable Map<String, Double> baseline,
    @Nullable Map<String, Double> other,
    @Nullable MeanDifference difference) {
  private static final List<Integer> PERCENTILES = List.of(5, 25, 50, 75, 90, 95, 99);

  static Latencies of(Contestant baseline, Contestant other, Pairing pairing, Drawing drawing) {
    return new Latencies(
        percentiles(baseline),
        percentiles(other),
        MeanDifference.ofAmounts(pairing.items(), Measure.latency(), drawing));
  }

  static Map<String, Double> percentiles(Contestant side) {
    double[] times =
        side.units().stream()
            .map(UnitResult::latencyMs)
            .filter(Objects::nonNull)
            .mapToDouble(Integer::doubleValue)
            .toArray();
    if (times.length == 0) {
      return null;
    }
    Map<String, Double> at = new LinkedHashMap<>();
    PERCENTILES.forEach(q -> at.put("p" + q, Percentiles.of(times, q / 100.0)));
    return at;
  }
}

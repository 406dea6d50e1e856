package dev.assay.run.verdict.comparison;

import dev.assay.run.verdict.comparison.query.ResultsQuery;
import dev.assay.run.verdict.gate.AgainstBaseline;
import dev.assay.run.verdict.statistics.paired.PairedDifference;
import dev.assay.run.verdict.summary.Bounds;
import dev.assay.run.verdict.summary.Estimate;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** A run against its baseline, for the gate: what is not measured here bounds what could be. */
public final class BaselineDifferences implements AgainstBaseline {
  private final List<Pairing.Item> items;

  BaselineDifferences(Contestant baseline, Contestant run) {
    this.items = Pairing.of(baseline, run).items();
  }

  /** Reads both runs as a transaction sees them. */
  public static Uni<AgainstBaseline> read(SqlConnection tx, UUID baseline, UUID run) {
    return ResultsQuery.read(tx, baseline)
        .flatMap(
            there ->
                ResultsQuery.read(tx, run)
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(
                        here ->
                            new BaselineDifferences(
                                new Contestant("baseline", List.of(), there),
                                new Contestant("run", List.of(), here))));
  }

  @Override
  public Estimate regressions(String scorer, String section) {
    Measure measure = scorer == null ? Measure.itemPassed() : Measure.passed(scorer);
    int measured = 0;
    int lost = 0;
    int open = 0;
    for (Pairing.Item item : in(section)) {
      for (int i = 0; i < item.baseline().size(); i++) {
        Double there = measure.of(item.baseline().get(i));
        Double here = measure.of(item.other().get(i));
        measured += there != null && here != null ? 1 : 0;
        lost += there != null && here != null && there > here ? 1 : 0;
        open += there != null && there > 0 && here == null ? 1 : 0;
      }
    }
    return measured + open == 0
        ? nothing(0, Integer.MAX_VALUE)
        : new Estimate((double) lost, null, new Bounds(lost, lost + open, open));
  }

  @Override
  public Estimate difference(String scorer, String section) {
    Measure measure = scorer == null ? Measure.itemPassed() : Measure.score(scorer);
    List<Pairing.Item> part = in(section);
    double[] differences =
        part.stream()
            .map(measure::means)
            .filter(Objects::nonNull)
            .mapToDouble(means -> means[1] - means[0])
            .toArray();
    double[] lost = there(part, measure);
    if (differences.length + lost.length == 0) {
      return nothing(-1, 1);
    }
    PairedDifference paired = PairedDifference.of(differences);
    return new Estimate(
        paired.mean(), paired.boundedInterval(), bounds(differences, lost, lost.length));
  }

  /**
   * Nothing was measured on both sides, be it that the baseline is gone or is being scored again:
   * nobody can tell, which is not the same as a miss.
   */
  private static Estimate nothing(double lowest, double highest) {
    return new Estimate(null, null, new Bounds(lowest, highest, 1));
  }

  /** What the baseline has of items that are not measured here. */
  private static double[] there(List<Pairing.Item> items, Measure measure) {
    return items.stream()
        .filter(item -> item.other().stream().allMatch(unit -> measure.of(unit) == null))
        .map(
            item ->
                item.baseline().stream()
                    .map(measure::of)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .average())
        .filter(mean -> mean.isPresent())
        .mapToDouble(mean -> mean.getAsDouble())
        .toArray();
  }

  private static Bounds bounds(double[] differences, double[] lost, int open) {
    double lower = 0;
    double upper = 0;
    for (double difference : differences) {
      lower += difference;
      upper += difference;
    }
    for (double there : lost) {
      lower += 0 - there;
      upper += 1 - there;
    }
    double all = differences.length + lost.length;
    return new Bounds(lower / all, upper / all, open);
  }

  private List<Pairing.Item> in(String section) {
    return section == null
        ? items
        : items.stream().filter(item -> section.equals(item.section())).toList();
  }
}

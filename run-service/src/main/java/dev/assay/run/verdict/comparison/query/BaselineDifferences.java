package dev.assay.run.verdict.comparison.query;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.verdict.gate.AgainstBaseline;
import dev.assay.run.verdict.gate.Criterion;
import dev.assay.run.verdict.gate.CriterionType;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.statistics.paired.PairedDifference;
import dev.assay.run.verdict.summary.Bounds;
import dev.assay.run.verdict.summary.Estimate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A run against its baseline, for the gate: what is not measured here bounds what could be. The
 * database pairs and adds up, so that a run of any size takes no memory here.
 */
public final class BaselineDifferences implements AgainstBaseline {
  /** Units of a run with what is measured of them: $3 is a scorer's key, null for the items. */
  private static final String SIDE =
      """
      select i.item_id, i.section, u.repeat, %1$s as v
      from units u
      join runs r on r.id = u.run_id
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      left join scores s on s.run_id = u.run_id and s.n = u.n and s.key = $3
        and s.status = 'success' and u.status in ('passed', 'failed', 'error', 'skipped', 'cancelled')
      where u.run_id = %2$s
      """;

  /** An item passed when at least one of its scores was held against a threshold and met it. */
  private static final String MEASURE =
      """
      case when $3::text is not null then %s
           when u.status = 'failed' then 0.0::float8
           when u.status = 'passed' and exists (
             select from scores x where x.run_id = u.run_id and x.n = u.n
               and x.status = 'success' and x.passed) then 1.0::float8 end
      """;

  private static final String WHETHER_PASSED = MEASURE.formatted("s.passed::int::float8");
  private static final String HOW_GOOD = MEASURE.formatted("s.score::float8");

  private static final String REGRESSIONS =
      pairs(WHETHER_PASSED)
          + """
          select count(*) filter (where there is not null and here is not null) as measured,
                 count(*) filter (where there > here) as lost,
                 count(*) filter (where there > 0 and here is null) as open
          from pairs
          """;

  /** Repeats of one item are not independent: each item counts with the means of its answers. */
  private static final String DIFFERENCES =
      pairs(HOW_GOOD)
          + """
          , by_item as (
            select avg(here) filter (where there is not null)
                     - avg(there) filter (where here is not null) as difference,
                   case when count(here) = 0 then avg(there) end as only_there
            from pairs group by item_id
          )
          select count(difference) as measured, avg(difference) as mean,
                 stddev_samp(difference) as std, coalesce(sum(difference), 0)::float8 as sum,
                 count(only_there) as open, coalesce(sum(only_there), 0)::float8 as open_there
          from by_item
          """;

  private final Map<Asked, Estimate> estimates;

  private BaselineDifferences(Map<Asked, Estimate> estimates) {
    this.estimates = estimates;
  }

  /** What a criterion asks. */
  private record Asked(CriterionType type, String scorer, String section) {}

  private static String pairs(String measure) {
    return "with b as materialized ("
        + SIDE.formatted(measure, "$1")
        + "), o as materialized ("
        + SIDE.formatted(measure, "$2")
        + "), pairs as (select item_id, b.v as there, o.v as here from b join o using (item_id,"
        + " repeat) where $4::text is null or b.section = $4)";
  }

  /** Reads both runs as a transaction sees them, as far as criteria ask. */
  public static Uni<AgainstBaseline> read(
      SqlConnection tx, UUID baseline, UUID run, List<Criterion> criteria) {
    Map<Asked, Estimate> estimates = new HashMap<>();
    List<Asked> asked =
        criteria.stream()
            .filter(criterion -> criterion.type().comparesRuns())
            .map(criterion -> new Asked(criterion.type(), criterion.scorer(), criterion.section()))
            .distinct()
            .toList();
    return Db.overWholeRun(
        tx,
        () ->
            InOrder.each(
                    asked,
                    one ->
                        estimate(tx, baseline, run, one)
                            .invoke(estimate -> estimates.put(one, estimate)))
                .map(done -> new BaselineDifferences(estimates)));
  }

  private static Uni<Estimate> estimate(SqlConnection tx, UUID baseline, UUID run, Asked asked) {
    boolean counts = asked.type() == CriterionType.MAX_REGRESSIONS;
    return Db.query(
            tx, counts ? REGRESSIONS : DIFFERENCES, baseline, run, asked.scorer(), asked.section())
        .map(Rows::one)
        .map(row -> counts ? regressions(row) : difference(row));
  }

  @Override
  public Estimate regressions(String scorer, String section) {
    return known(new Asked(CriterionType.MAX_REGRESSIONS, scorer, section));
  }

  @Override
  public Estimate difference(String scorer, String section) {
    return known(new Asked(CriterionType.MIN_DELTA, scorer, section));
  }

  private Estimate known(Asked asked) {
    return Objects.requireNonNull(estimates.get(asked), "a criterion that was not read for");
  }

  private static Estimate regressions(Row row) {
    long open = row.getLong("open");
    double lost = row.getLong("lost");
    return row.getLong("measured") + open == 0
        ? nothing(0, Integer.MAX_VALUE)
        : new Estimate(lost, null, new Bounds(lost, lost + open, Math.toIntExact(open)));
  }

  private static Estimate difference(Row row) {
    int measured = Math.toIntExact(row.getLong("measured"));
    int open = Math.toIntExact(row.getLong("open"));
    if (measured + open == 0) {
      return nothing(-1, 1);
    }
    // An item that is not measured here could have come to anything from 0 to 1.
    double lower = row.getDouble("sum") - row.getDouble("open_there");
    double all = measured + open;
    Double std = row.getDouble("std");
    Interval interval =
        std == null ? null : PairedDifference.boundedInterval(measured, row.getDouble("mean"), std);
    return new Estimate(
        row.getDouble("mean"), interval, new Bounds(lower / all, (lower + open) / all, open));
  }

  /**
   * Nothing was measured on both sides, be it that the baseline is gone or is being scored again:
   * nobody can tell, which is not the same as a miss.
   */
  private static Estimate nothing(double lowest, double highest) {
    return new Estimate(null, null, new Bounds(lowest, highest, 1));
  }
}

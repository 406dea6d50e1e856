package dev.assay.run.verdict.totals.query;

import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.SpanChoice;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.verdict.statistics.FixedPoint;
import dev.assay.run.verdict.totals.SpanTotals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sums up the spans of a run by kind and name. They stand in the metadata of the one score that
 * their item has of a scorer, so that each counts once, however often its task came.
 */
public final class SpansQuery {
  /** Most kinds and names of one scorer; those with most spans. */
  public static final int MOST = 100;

  private static final String SPANS = JsonColumns.member("s.metadata", SpanChoice.PARAM);

  // $2 keys, $3 their thresholds, $4 at most so many groups of each.
  private static final String SQL =
      """
      with told as materialized (
        select s.key, u.position, k.threshold, %1$s as spans
        from unnest($2::text[], $3::float8[]) as k(key, threshold)
        join scores s on s.run_id = $1 and s.key = k.key
        join units u on u.run_id = s.run_id and u.n = s.n
          and u.status not in ('pending', 'dispatched')
      ), span as (
        select t.key, t.position, t.threshold, v.value ->> 'kind' as kind,
               coalesce(v.value ->> 'name', '') as name, v.value ->> 'status' as status,
               case when v.value ->> 'status' = 'success'
                 then (v.value ->> 'score')::float8 end as score
        from told t
        cross join lateral json_array_elements(
          case when json_typeof(t.spans) = 'array' then t.spans else '[]' end) v
        where v.value ->> 'kind' is not null
      ), item as (
        select key, kind, name, position, count(*) as spans,
               count(*) filter (where status = 'error') as errors,
               count(*) filter (where status = 'skipped') as skipped,
               count(*) filter (where score >= threshold) as passed,
               min(score) as min, max(score) as max, count(score) as size,
               coalesce(sum((score * 1152921504606846976)::bigint), 0) as sum
        from span group by key, kind, name, position
      ), all_items as (
        select key, kind, name, count(*) as items, sum(spans)::bigint as spans,
               sum(errors)::bigint as errors, sum(skipped)::bigint as skipped,
               sum(passed)::bigint as passed, min(min) as min, max(max) as max,
               count(*) filter (where size > 0) as clusters, sum(size) as size, sum(sum) as sum,
               sum(sum * sum) as sum_squares, sum(sum * size) as sum_size,
               sum(size * size) as sizes
        from item group by key, kind, name
      )
      select * from (
        select a.*, row_number() over (
          partition by key order by spans desc, kind, name collate "C") as rank
        from all_items a
      ) ranked
      where rank <= $4 order by key, rank
      """
          .formatted(SPANS);

  private SpansQuery() {}

  /**
   * Sums up; of a run that still goes on, as far as it has come.
   *
   * @param scorers of the run; of those that are not applied to spans nothing is said
   * @return by the scorer's key, those with most spans first
   */
  public static Uni<Map<String, List<SpanTotals>>> compute(
      SqlConnection tx, UUID runId, List<ScorerSpec> scorers) {
    List<ScorerSpec> perSpan = scorers.stream().filter(SpanChoice::perSpan).toList();
    if (perSpan.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Db.query(
            tx,
            SQL,
            runId,
            perSpan.stream().map(ScorerSpec::key).toArray(String[]::new),
            perSpan.stream().map(ScorerSpec::threshold).toArray(Double[]::new),
            MOST)
        .map(rows -> totals(perSpan, rows));
  }

  private static Map<String, List<SpanTotals>> totals(List<ScorerSpec> scorers, RowSet<Row> rows) {
    Map<String, List<SpanTotals>> totals = new LinkedHashMap<>();
    scorers.forEach(scorer -> totals.put(scorer.key(), new ArrayList<>()));
    rows.forEach(
        row ->
            totals
                .get(row.getString("key"))
                .add(
                    new SpanTotals(
                        row.getString("kind"),
                        row.getString("name"),
                        row.getLong("items"),
                        row.getLong("spans"),
                        row.getLong("errors"),
                        row.getLong("skipped"),
                        row.getLong("passed"),
                        row.getDouble("min"),
                        row.getDouble("max"),
                        TotalRows.clusters(row, "", FixedPoint.BITS))));
    return totals;
  }
}

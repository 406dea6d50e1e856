package dev.assay.run.traffic.replay;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.traffic.replay.Divergence.Percentiles;
import dev.assay.run.traffic.replay.Divergence.Taken;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Counts what a run's scorer made of new answers beside old ones. */
@ApplicationScoped
class DivergenceQuery {
  // Both sides are summed over the same inputs: those of which both answers are there. What came
  // from the cache was not waited for.
  private static final String COUNT =
      """
      with pair as (
        select s.score, (%s)::text as outcome, a.n is not null and o.v is not null as paired,
          case when not u.cached then u.latency_ms end as latency,
          u.tokens_in + u.tokens_out as tokens, coalesce(u.saved_cost, u.cost) as cost,
          %s as o_latency, %s as o_cost, round(%s + %s) as o_tokens
        from runs r
        join units u on u.run_id = r.id
        join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
        left join answers a on a.run_id = r.id and a.n = u.n
        left join scores s on s.run_id = r.id and s.n = u.n and s.key = $2 and s.status = 'success'
        cross join lateral (select %s->'original' as v) o
        where r.id = $1
      )
      select count(*) as total,
        count(*) filter (where outcome = '"same"') as same,
        count(*) filter (where outcome = '"equivalent"') as equivalent,
        count(*) filter (where outcome = '"different"') as different,
        case when count(*) filter (where paired) = count(cost) filter (where paired)
          then sum(cost) filter (where paired) end as cost,
        case when count(*) filter (where paired) = count(tokens) filter (where paired)
          then sum(tokens) filter (where paired) end::bigint as tokens,
        percentile_cont(array[0.5, 0.95]) within group (order by latency)
          filter (where paired) as latency,
        case when count(*) filter (where paired) = count(o_cost) filter (where paired)
          then sum(o_cost) filter (where paired) end as o_cost,
        case when count(*) filter (where paired) = count(o_tokens) filter (where paired)
          then sum(o_tokens) filter (where paired) end::bigint as o_tokens,
        percentile_cont(array[0.5, 0.95]) within group (order by o_latency)
          filter (where paired) as o_latency
      from pair
      """
          .formatted(
              JsonColumns.member("s.metadata", "outcome"),
              number("latency_ms"),
              number("cost"),
              number("tokens_in"),
              number("tokens_out"),
              JsonColumns.member("i.body", "extra"));

  private final Db db;

  DivergenceQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** A number of the original, which somebody may have uploaded: what is none is not known. */
  private static String number(String name) {
    return """
    case when json_typeof(o.v->'%1$s') = 'number' and abs((o.v->>'%1$s')::numeric) < 1e15
      then (o.v->>'%1$s')::float8 end\
    """
        .formatted(name);
  }

  /** Counts. */
  Uni<Divergence> of(UUID runId, String scorer) {
    return db.naming(runId)
        .inTransaction(
            tx ->
                Db.overWholeRun(tx, () -> Db.query(tx, COUNT, runId, scorer))
                    .map(rows -> divergence(scorer, Rows.one(rows))));
  }

  private static Divergence divergence(String scorer, Row row) {
    long total = row.getLong("total");
    long same = row.getLong("same");
    long equivalent = row.getLong("equivalent");
    long different = row.getLong("different");
    return new Divergence(
        scorer,
        total,
        same,
        equivalent,
        different,
        total - same - equivalent - different,
        taken(row, "o_"),
        taken(row, ""));
  }

  private static Taken taken(Row row, String side) {
    return new Taken(
        row.getDouble(side + "cost"),
        Percentiles.of(row.getArrayOfDoubles(side + "latency")),
        row.getLong(side + "tokens"));
  }
}

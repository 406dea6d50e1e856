package dev.assay.run.results.export.capsule;

import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/** Reads a run for its capsule, window by window of positions. */
final class CapsuleQuery {
  private static final long WINDOW_BYTES = 512 * 1024;
  private static final long WINDOW_UNITS = 200;

  // A window ends after so many units or bytes, at least one position on.
  private static final String WINDOWS =
      """
      select min(position) as first, max(position) as last
      from (
        select position,
               floor((sum(size) over upto - size) / $2::bigint) as by_size,
               floor((sum(units) over upto - units) / $3::bigint) as by_units
        from (
          select u.position, count(*) as units,
                 max(coalesce(octet_length(i.body::text), 0))
                   + sum(coalesce(octet_length(a.output::text), 0)) as size
          from units u
          join runs r on r.id = u.run_id
          left join items i
            on i.dataset_version_id = r.dataset_version_id and i.position = u.position
          left join answers a on a.run_id = u.run_id and a.n = u.n
          where u.run_id = $1
          group by u.position
        ) sized
        window upto as (order by position)
      ) placed
      group by by_size, by_units
      order by 1
      """;
  private static final String VERSIONS =
      """
      select key, min(scorer_version) as oldest, max(scorer_version) as newest
      from scores where run_id = $1 group by key order by key
      """;
  private static final String RUN =
      """
      select r.spec::text as spec, r.generation, d.sha256, d.item_count
      from runs r join dataset_versions d on d.id = r.dataset_version_id where r.id = $1
      """;

  private static final String NOW = "select status, generation from runs where id = $1";

  static final String ITEMS =
      """
      select i.position, i.item_id, i.section, i.label, i.body::text as body
      from units u
      join runs r on r.id = u.run_id
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      where u.run_id = $1 and u.repeat = 0 and u.position between $2 and $3
      order by i.position
      """;
  static final String ANSWERS =
      """
      select u.n, u.position, u.repeat, u.status, u.reason, u.error_code, u.error_message,
             u.latency_ms, u.ttft_ms, u.cached, u.cost as unit_cost,
             case when u.cached then u.saved_cost else u.cost end as cost, a.n is not null as kept,
             a.output::text as output, a.tool_calls::text as tool_calls, a.finish_reason,
             a.refusal, a.usage::text as usage, a.model, a.request_id,
             a.metadata::text as metadata, a.trace_id
      from units u
      left join answers a on a.run_id = u.run_id and a.n = u.n
      where u.run_id = $1 and u.position between $2 and $3
      order by u.position, u.repeat
      """;
  static final String ATTEMPTS =
      """
      select u.position, u.repeat, a.n, a.generation, a.number, a.worker, a.started_at,
             a.first_byte_ms, a.duration_ms, a.outcome, a.http_status, a.request_id, a.wait_ms,
             a.wait_reason, a.tokens_in, a.tokens_cached, a.tokens_out, a.cost, a.body_sha256,
             a.error, a.outcome_unknown, nullif(a.question, '') as judge
      from units u
      join attempts a on a.run_id = u.run_id and a.n = u.n
      where u.run_id = $1 and u.position between $2 and $3
      order by u.position, u.repeat, a.generation, a.question, a.started_at, a.number, a.worker
      """;
  static final String SCORES =
      """
      select u.position, u.repeat, s.n, s.key, s.scorer, s.scorer_version, s.status, s.score,
             s.passed, s.reason, s.metadata::text as metadata, s.error_code, s.error_message,
             s.passport, s.questions, s.judge_tokens_in, s.judge_tokens_out, s.judge_cost
      from units u
      join scores s on s.run_id = u.run_id and s.n = u.n
      where u.run_id = $1 and u.position between $2 and $3
      order by u.position, u.repeat, s.key
      """;

  private final Db db;

  CapsuleQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** Positions from first to last, both included. */
  record Window(int first, int last) {}

  /**
   * What stands at the beginning of a capsule.
   *
   * @param run spec, generation, sha256 and item_count of the dataset
   * @param versions key, oldest and newest version of every scorer that scored
   * @param windows of all positions, in order
   */
  record Plan(Row run, List<Row> versions, List<Window> windows) {}

  Uni<Plan> plan(UUID runId) {
    return db.naming(runId).inTransaction(tx -> Db.overWholeRun(tx, () -> plan(tx, runId)));
  }

  private static Uni<Plan> plan(SqlConnection tx, UUID runId) {
    return Db.query(tx, RUN, runId).flatMap(run -> plan(tx, runId, run));
  }

  private static Uni<Plan> plan(SqlConnection tx, UUID runId, RowSet<Row> run) {
    return Db.query(tx, VERSIONS, runId)
        .flatMap(
            versions ->
                Db.query(tx, WINDOWS, runId, WINDOW_BYTES, WINDOW_UNITS)
                    .map(windows -> plan(run, versions, windows)));
  }

  /** The generation that the run is in now; 0 when it is gone or goes on. */
  Uni<Integer> endedGeneration(UUID runId) {
    return db.query(NOW, runId)
        .map(
            rows ->
                Rows.first(rows)
                    .filter(row -> RunStatus.of(row.getString("status")).isTerminal())
                    .map(row -> row.getInteger("generation"))
                    .orElse(0));
  }

  /** The rows of one file, a window at a time, each read when it is asked for. */
  Multi<List<Row>> rows(String sql, UUID runId, List<Window> windows) {
    Db own = db.here();
    return Multi.createFrom()
        .iterable(windows)
        .onItem()
        .transformToUniAndConcatenate(
            window -> own.query(sql, runId, window.first(), window.last()).map(Rows::list));
  }

  private static Plan plan(RowSet<Row> run, RowSet<Row> versions, RowSet<Row> windows) {
    return new Plan(
        Rows.one(run),
        Rows.list(versions),
        Rows.list(windows, row -> new Window(row.getInteger("first"), row.getInteger("last"))));
  }
}

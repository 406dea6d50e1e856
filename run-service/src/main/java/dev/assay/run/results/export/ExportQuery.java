package dev.assay.run.results.export;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.verdict.totals.query.ToldApart;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a run's units chunk by chunk. */
@ApplicationScoped
class ExportQuery {
  private static final int MAX_UNITS = 500;
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final String COLUMNS =
      """
      u.n, i.item_id, u.position, u.repeat, i.section, i.label, u.status, u.reason,
      %s::text as input, %s::text as expected,
      a.output::text as output, a.tool_calls::text as tool_calls, a.refusal,
      a.finish_reason, a.model, a.trace_id, a.metadata::text as metadata,
      u.latency_ms, u.ttft_ms, u.tokens_in, u.tokens_cached, u.tokens_out, u.cost, u.cached,
      u.answered_at is not null as answered, u.error_code, u.error_message, %s as truth
      """
          .formatted(
              JsonColumns.member("i.body", "input"),
              JsonColumns.member("i.body", "expected"),
              ToldApart.ofUnit("u", "i"));

  // Row by row through the primary keys: left to the planner, who knows little of a run that was
  // just written, each chunk might read all of the run.
  private static final String JOINED =
      """
      cross join lateral (select * from units u where u.run_id = $1 and u.n = c.n limit 1) u
      left join lateral (
        select * from items i
        where i.dataset_version_id = (select r.dataset_version_id from runs r where r.id = $1)
          and i.position = u.position limit 1
      ) i on true
      left join lateral (select * from answers a where a.run_id = $1 and a.n = c.n limit 1) a
        on true
      """;

  // A chunk ends after so many units or, at least one unit on, after so many bytes.
  static final String UNITS =
      """
      with chunk as (
        select n, size, sum(size) over (order by n) as upto
        from (
          select c.n, coalesce(octet_length(i.body::text), 0)
                      + coalesce(octet_length(a.output::text), 0) as size
          from (select n from units where run_id = $1 and n > $2 order by n limit $3) c
          %2$s
        ) sized
      )
      select %1$s
      from chunk c
      %2$s
      where c.upto - c.size <= $4
      order by c.n
      """
          .formatted(COLUMNS, JOINED);

  // What could not be measured first, then by the lowest score.
  private static final String WORST =
      """
      select u.n
      from units u
      left join (select n, min(score) as low from scores where run_id = $1 group by n) s
        on s.n = u.n
      where u.run_id = $1 and u.status in ('error', 'failed', 'passed')
      order by u.status = 'error' desc, u.status = 'failed' desc, s.low nulls last, u.position,
               u.repeat
      limit $2
      """;

  private static final String ONE =
      "select %s from (select $2::int as n) c %s".formatted(COLUMNS, JOINED);

  private static final String SCORES =
      """
      select n, key, scorer, scorer_version, status, score, passed, reason,
             metadata::text as metadata, error_code, error_message, passport, judge_cost
      from scores where run_id = $1 and n between $2 and $3 order by n, key
      """;

  private static final String ATTEMPTS =
      """
      select n, generation, number, worker, started_at, first_byte_ms, duration_ms, outcome,
             http_status, request_id, wait_ms, wait_reason, tokens_in, tokens_cached, tokens_out,
             cost, body_sha256, error, outcome_unknown, nullif(question, '') as judge
      from attempts where run_id = $1 and n between $2 and $3
      order by n, generation, started_at, number
      """;

  private final Db db;

  ExportQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** All units of a run in order, a chunk at a time, each read when it is asked for. */
  Multi<List<ExportUnit>> chunks(UUID runId) {
    Db own = db.here();
    return Multi.createBy()
        .repeating()
        .uni(() -> new AtomicInteger(-1), last -> chunk(own, runId, last))
        .whilst(chunk -> !chunk.isEmpty())
        .filter(chunk -> !chunk.isEmpty());
  }

  /** The units to look at first, one at a time, each read when it is asked for. */
  Multi<List<ExportUnit>> worst(UUID runId, int most) {
    Db own = db.here();
    return own.naming(runId)
        .inTransaction(
            tx -> Db.overWholeRun(tx, () -> Db.query(tx, WORST, runId, most).map(Rows::list)))
        .onItem()
        .transformToMulti(found -> Multi.createFrom().iterable(found))
        .map(row -> row.getInteger("n"))
        .onItem()
        .transformToUniAndConcatenate(
            n ->
                own.query(ONE, runId, n)
                    .flatMap(rows -> complete(own, runId, Rows.list(rows), n, n)));
  }

  private static Uni<List<ExportUnit>> chunk(Db own, UUID runId, AtomicInteger last) {
    return own.query(UNITS, runId, last.get(), MAX_UNITS, MAX_BYTES)
        .flatMap(
            rows -> {
              List<Row> units = Rows.list(rows);
              if (units.isEmpty()) {
                return Uni.createFrom().item(List.<ExportUnit>of());
              }
              int from = units.get(0).getInteger("n");
              int to = units.get(units.size() - 1).getInteger("n");
              last.set(to);
              return complete(own, runId, units, from, to);
            });
  }

  private static Uni<List<ExportUnit>> complete(
      Db own, UUID runId, List<Row> units, int from, int to) {
    return own.query(SCORES, runId, from, to)
        .flatMap(
            scores ->
                own.query(ATTEMPTS, runId, from, to)
                    .map(attempts -> join(units, byUnit(scores), byUnit(attempts))));
  }

  private static List<ExportUnit> join(
      List<Row> units, Map<Integer, List<Row>> scores, Map<Integer, List<Row>> attempts) {
    return units.stream()
        .map(
            row ->
                new ExportUnit(
                    row,
                    scores.getOrDefault(row.getInteger("n"), List.of()),
                    attempts.getOrDefault(row.getInteger("n"), List.of())))
        .toList();
  }

  private static Map<Integer, List<Row>> byUnit(RowSet<Row> rows) {
    Map<Integer, List<Row>> byUnit = new HashMap<>();
    rows.forEach(
        row -> byUnit.computeIfAbsent(row.getInteger("n"), n -> new ArrayList<>()).add(row));
    return byUnit;
  }
}

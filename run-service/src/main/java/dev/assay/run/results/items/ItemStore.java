package dev.assay.run.results.items;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads the units of a run with what belongs to them. */
@ApplicationScoped
class ItemStore {
  private static final String INPUT = JsonColumns.member("i.body", "input");
  private static final String EXPECTED = JsonColumns.member("i.body", "expected");
  private static final String LIST =
      """
      select u.n, u.position, u.repeat, u.status, u.reason, u.latency_ms, u.attempts, u.cost,
             u.cached, u.error_code, left(u.error_message, 501) as error_message, i.item_id,
             i.section, i.label,
             left(%2$s::text, 1000) as input,
             left(%3$s::text, 1000) as expected,
             coalesce(%3$s::text, 'null') <> 'null' as expects,
             a.finish_reason, left(a.refusal, 1) as refusal, left(a.output::text, 1000) as output,
             %1$s as place,
             (select json_object_agg(c.key, json_build_object('score', c.score,
                       'status', c.status, 'passed', c.passed,
                       'reason', left(c.reason, 500)
                         || case when length(c.reason) > 500 then '…' else '' end,
                       'error', c.error_code)
                       order by c.key)::text
              from scores c where c.run_id = u.run_id and c.n = u.n) as scores
      from units u
      join runs r on r.id = u.run_id
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      left join answers a on a.run_id = u.run_id and a.n = u.n
      left join lateral (
        select avg(c.score) as score from scores c
        where c.run_id = u.run_id and c.n = u.n and ($2::text is null or c.key = $2)
      ) s on true
      where u.run_id = $1
      """;
  private static final String SIZED =
      "select shown.*, "
          + PageFit.bytes("input", "expected", "output", "error_message", "scores")
          + " as page_bytes from (%s order by %s limit $%d) shown";
  private static final String DETAIL =
      """
      select u.n, u.position, u.repeat, u.status, u.reason, u.generation, u.latency_ms, u.ttft_ms,
             u.tokens_in, u.tokens_cached, u.tokens_out, u.cost, u.cached, u.error_code,
             u.error_message, u.dispatched_at, u.answered_at, u.settled_at, i.item_id, i.section,
             i.label, i.body::text as body,
             coalesce(%s::text, 'null') <> 'null' as expects,
             a.n is not null as has_answer, a.output::text as output,
             a.tool_calls::text as tool_calls, a.finish_reason, a.refusal, a.reasoning,
             a.logprobs::text as logprobs, a.model, a.request_id, a.trace_id,
             a.metadata::text as metadata
      from units u
      join runs r on r.id = u.run_id
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      left join answers a on a.run_id = u.run_id and a.n = u.n
      where u.run_id = $1 and r.workspace_id = $2 and u.position = $3 and u.repeat = $4
      """
          .formatted(EXPECTED);
  private static final String SCORES =
      """
      select key, scorer, scorer_version, status, score, passed, reason,
             metadata::text as metadata, error_code, error_message, passport, questions,
             judge_tokens_in, judge_tokens_out, judge_cost
      from scores where run_id = $1 and n = $2 order by key
      """;
  private static final String ATTEMPTS =
      """
      select generation, number, worker, started_at, first_byte_ms, duration_ms, outcome,
             http_status, request_id, wait_ms, wait_reason, tokens_in, tokens_cached, tokens_out,
             cost, body_sha256, error, outcome_unknown, nullif(question, '') as judge
      from attempts where run_id = $1 and n = $2 order by started_at, number
      """;

  private final Db db;

  ItemStore(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** A unit with the value it is ordered by. */
  record Placed(ItemSummary item, double place) {}

  /**
   * A page of units in an order; a page ends early where what is said of them is long.
   *
   * @param end where a search for a text stops; null for nowhere
   */
  Uni<Page<Placed>> list(
      UUID runId, ItemFilter filter, Cursor after, SearchWindow.End end, int limit) {
    boolean descending = filter.descending();
    String place = filter.order().expression(descending);
    List<Object> parameters = new ArrayList<>();
    parameters.add(runId);
    parameters.add(filter.scorer);
    StringBuilder where = new StringBuilder();
    filter.append(where, parameters);
    if (end != null) {
      parameters.add(end.position());
      parameters.add(end.repeat());
      where
          .append(" and (u.position, u.repeat) ")
          .append(descending ? ">=" : "<=")
          .append(" ($%d, $%d)".formatted(parameters.size() - 1, parameters.size()));
    }
    if (after != null) {
      parameters.add(after.decimal(0));
      parameters.add((int) after.number(1));
      where
          .append(" and (")
          .append(place)
          .append(", u.n) ")
          .append(descending ? '<' : '>')
          .append(" ($%d, $%d)".formatted(parameters.size() - 1, parameters.size()));
    }
    parameters.add(limit + 1);
    String direction = descending ? " desc" : "";
    String sorted = "place" + direction + ", n" + direction;
    String shown = LIST.formatted(place, INPUT, EXPECTED) + where;
    String sized = SIZED.formatted(shown, sorted, parameters.size());
    String sql = PageFit.of(sized, sorted, parameters.size()) + " order by " + sorted;
    return db.query(sql, parameters.toArray())
        .map(
            rows ->
                PageFit.page(
                    rows,
                    row -> new Placed(ItemSummary.of(row), row.getDouble("place")),
                    last -> Cursor.after(last.place(), last.item().n())));
  }

  Uni<RowSet<Row>> detail(UUID workspaceId, UUID runId, int position, int repeat) {
    return db.query(DETAIL, runId, workspaceId, position, repeat);
  }

  Uni<RowSet<Row>> scores(UUID runId, int n) {
    return db.query(SCORES, runId, n);
  }

  Uni<RowSet<Row>> attempts(UUID runId, int n) {
    return db.query(ATTEMPTS, runId, n);
  }
}

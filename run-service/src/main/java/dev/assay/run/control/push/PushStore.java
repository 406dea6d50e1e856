package dev.assay.run.control.push;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.control.push.PushedResults.Result;
import dev.assay.run.engine.books.SettledUnit;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.runs.state.LockedRun;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The statement that takes pushed answers in, a batch at a time. */
final class PushStore {
  private static final String WRITE =
      """
      with given as (
        select * from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::bigint[],
                             $7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::text[])
          as g(item_id, repeat, output, error, latency_ms, tokens_in, tokens_out, usage, trace_id,
               metadata)
      ), placed as (
        select g.*, u.run_id, u.n, u.position
        from given g
        cross join lateral (
          select i.position from items i
          where i.dataset_version_id = (select r.dataset_version_id from runs r where r.id = $1)
            and i.item_id = g.item_id
          limit 1
        ) i
        cross join lateral (
          select u.run_id, u.n, u.position from units u
          where u.run_id = $1 and u.position = i.position and u.repeat = g.repeat
          limit 1
        ) u
      ), changed as (
        update units u set
          status = case when p.error is null then 'answered' else 'error' end,
          generation = $12, scores_due = $13, answered_at = now(), task_sent_at = null,
          look_at = now() + interval '2 s', task_losses = 0,
          settled_at = case when p.error is null then null else now() end,
          error_code = case when p.error is null then null else 'TARGET_ERROR' end,
          error_message = p.error, latency_ms = p.latency_ms::int,
          tokens_in = p.tokens_in, tokens_out = p.tokens_out
        from placed p
        where u.run_id = p.run_id and u.n = p.n and u.status = 'pending'
        returning u.n
      ), kept as (
        insert into answers (run_id, n, output, usage, trace_id, metadata)
        select $1, p.n, p.output::json, p.usage::json, p.trace_id, p.metadata::json
        from placed p join changed c on c.n = p.n
        on conflict (run_id, n) do nothing
      )
      select g.item_id, p.n, p.position, g.repeat, g.error is not null as failed,
             c.n is not null as changed, p.n is null as unknown,
             p.tokens_in, p.tokens_out
      from given g
      left join placed p on p.item_id = g.item_id and p.repeat = g.repeat
      left join changed c on c.n = p.n
      """;

  private static final String PRESENT =
      """
      select g.item_id, u.n is null as unknown,
             a.n is not null or coalesce(u.error_code = 'TARGET_ERROR', false) as present
      from unnest($2::text[], $3::int[]) as g(item_id, repeat)
      left join lateral (
        select i.position from items i
        where i.dataset_version_id = (select r.dataset_version_id from runs r where r.id = $1)
          and i.item_id = g.item_id
        limit 1
      ) i on true
      left join units u on u.run_id = $1 and u.position = i.position and u.repeat = g.repeat
      left join answers a on a.run_id = u.run_id and a.n = u.n
      """;

  private PushStore() {}

  /**
   * Looks whether a run that takes no more results has these already, as it has when a batch comes
   * again whose answer got lost.
   *
   * @return what a batch of nothing new is answered with; null when something of it is new
   */
  static Uni<Written> known(SqlConnection tx, LockedRun run, List<Result> results) {
    return Db.query(
            tx,
            PRESENT,
            run.id(),
            column(results, String[]::new, Result::itemId),
            column(results, Integer[]::new, r -> r.repeat() == null ? 0 : r.repeat()))
        .map(PushStore::known);
  }

  private static Written known(Iterable<Row> rows) {
    List<String> unknown = new ArrayList<>();
    boolean any = false;
    for (Row row : rows) {
      if (row.getBoolean("unknown")) {
        unknown.add(row.getString("item_id"));
      } else if (row.getBoolean("present")) {
        any = true;
      } else {
        return null;
      }
    }
    return any ? new Written(List.of(), List.of(), List.of(), unknown, 0, 0) : null;
  }

  /**
   * What was written.
   *
   * @param answered units to score
   * @param unscored answered units of a run without scorers
   * @param failed units whose target reported an error
   * @param unknown item ids that the run does not have
   */
  record Written(
      List<Integer> answered,
      List<Integer> unscored,
      List<SettledUnit> failed,
      List<String> unknown,
      long tokensIn,
      long tokensOut) {
    int newAnswers() {
      return answered.size() + unscored.size();
    }

    int accepted() {
      return newAnswers() + failed.size();
    }
  }

  static Uni<Written> write(SqlConnection tx, LockedRun run, List<Result> results, int scorers) {
    return Db.query(
            tx,
            WRITE,
            run.id(),
            column(results, String[]::new, Result::itemId),
            column(results, Integer[]::new, r -> r.repeat() == null ? 0 : r.repeat()),
            column(results, String[]::new, r -> JsonColumns.text(r.output())),
            column(results, String[]::new, Result::error),
            column(results, Long[]::new, Result::latencyMs),
            column(results, Long[]::new, r -> r.usage() == null ? null : r.usage().input()),
            column(results, Long[]::new, r -> r.usage() == null ? null : r.usage().output()),
            column(results, String[]::new, r -> JsonColumns.text(r.usage())),
            column(results, String[]::new, Result::traceId),
            column(results, String[]::new, r -> JsonColumns.text(r.metadata())),
            run.generation(),
            scorers)
        .map(rows -> written(rows, scorers));
  }

  private static Written written(Iterable<Row> rows, int scorers) {
    List<Integer> answered = new ArrayList<>();
    List<SettledUnit> failed = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    long in = 0;
    long out = 0;
    for (Row row : rows) {
      if (row.getBoolean("unknown")) {
        unknown.add(row.getString("item_id"));
      } else if (row.getBoolean("changed")) {
        in += row.getLong("tokens_in") == null ? 0 : row.getLong("tokens_in");
        out += row.getLong("tokens_out") == null ? 0 : row.getLong("tokens_out");
        if (row.getBoolean("failed")) {
          failed.add(failed(row));
        } else {
          answered.add(row.getInteger("n"));
        }
      }
    }
    return scorers == 0
        ? new Written(List.of(), answered, failed, unknown, in, out)
        : new Written(answered, List.of(), failed, unknown, in, out);
  }

  private static SettledUnit failed(Row row) {
    return new SettledUnit(
        row.getInteger("position"),
        row.getInteger("repeat"),
        UnitStatus.ERROR,
        null,
        ErrorCode.TARGET_ERROR.name(),
        Map.of());
  }
}

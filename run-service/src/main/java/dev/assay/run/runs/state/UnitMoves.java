package dev.assay.run.runs.state;

import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;

/**
 * Moves many units of a locked run at once, by an action on the run. Along the edges of {@link
 * UnitStatus} only; the counts come from the rows that really changed.
 */
public final class UnitMoves {
  private static final String MOVE =
      """
      with old as (
        select n, status, reason, cached from units where run_id = $1 and status = any($2) %s
      ), moved as (
        update units u set status = $3, generation = $4, scores_due = $5,
          attempts = case when $3 = 'pending' then $6 else u.attempts end,
          free_attempts = case when $3 = 'pending' then 0 else u.free_attempts end,
          deliveries = case when $3 = 'pending' then 0 else u.deliveries end,
          not_before = null, first_attempt_at = case when $3 = 'pending' then null
                                                   else u.first_attempt_at end,
          answered_at = case when $3 = 'answered' then now() else u.answered_at end,
          cached = u.cached and $3 <> 'pending',
          task_sent_at = null, call_sent_at = null,
          settled_at = case when $3 in ('pending', 'answered') then null else now() end,
          reason = $7, error_code = null, error_message = null
        from old where u.run_id = $1 and u.n = old.n
        returning u.n
      ), gone_scores as (
        delete from scores s using old
        where s.run_id = $1 and s.n = old.n and $3 in ('pending', 'answered')
      ), gone_answers as (
        delete from answers a using old where a.run_id = $1 and a.n = old.n and $3 = 'pending'
      )
      select status, count(*)::int as k,
             count(*) filter (where status = 'skipped' and reason is not null)::int as cut,
             count(*) filter (where cached and $3 = 'pending')::int as uncached
      from old group by status
      """;
  // An answer that was cut off stands beside an error: it was kept, and is not to be scored.
  private static final String ANSWERED_ONLY =
      "and exists (select 1 from answers a where a.run_id = $1 and a.n = units.n)"
          + " and error_code is distinct from 'ANSWER_TRUNCATED'";

  private UnitMoves() {}

  /**
   * Ends units that have not settled.
   *
   * @param reason why, stored on the unit; null for none
   */
  public static Uni<Counts> end(
      SqlConnection tx, LockedRun run, Set<UnitStatus> from, UnitStatus to, String reason) {
    return move(tx, run, run.generation(), from, to, 0, reason, "")
        .map(delta -> to == UnitStatus.SKIPPED ? delta.plusCut(delta.skipped()) : delta);
  }

  /** Sends settled units back to be asked again in a new generation; their answers are dropped. */
  public static Uni<Counts> askAgain(
      SqlConnection tx, LockedRun run, int generation, Set<UnitStatus> from) {
    return move(tx, run, generation, from, UnitStatus.PENDING, 0, null, "");
  }

  /** Sends settled units that have an answer back to be scored again in a new generation. */
  public static Uni<Counts> scoreAgain(
      SqlConnection tx, LockedRun run, int generation, Set<UnitStatus> from, int scorers) {
    return move(tx, run, generation, from, UnitStatus.ANSWERED, scorers, null, ANSWERED_ONLY);
  }

  private static Uni<Counts> move(
      SqlConnection tx,
      LockedRun run,
      int generation,
      Set<UnitStatus> from,
      UnitStatus to,
      int scorers,
      String reason,
      String condition) {
    if (!from.stream().allMatch(s -> s.successors().contains(to))) {
      throw new IllegalArgumentException("units cannot move from " + from + " to " + to);
    }
    String[] names = from.stream().map(UnitStatus::wire).toArray(String[]::new);
    return Db.overWholeRun(
            tx,
            () ->
                Db.query(
                    tx,
                    MOVE.formatted(condition),
                    run.id(),
                    names,
                    to.wire(),
                    generation,
                    scorers,
                    0,
                    reason))
        .map(
            rows -> {
              Counts delta = Counts.ZERO;
              for (Row row : rows) {
                int k = row.getInteger("k");
                delta =
                    delta
                        .plus(Counts.moved(UnitStatus.of(row.getString("status")), to, k))
                        .plusCut(-row.getInteger("cut"))
                        .plusCached(-row.getInteger("uncached"));
              }
              return delta;
            });
  }
}

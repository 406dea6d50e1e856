package dev.assay.run.runs.state;

import dev.assay.common.error.Failure;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Moves many units of a locked run at once, by an action on the run. Along the edges of {@link
 * UnitStatus} only; the counts come from the rows that really changed.
 */
public final class UnitMoves {
  private static final String MOVE =
      """
      with old as (
        select n, status, reason, cached from units
        where run_id = $1 and n >= $6 and n < $7 and status = any($2) %s
      ), moved as (
        update units u set status = $3, generation = r.generation, scores_due = $4,
          attempts = case when $3 = 'pending' then 0 else u.attempts end,
          free_attempts = case when $3 = 'pending' then 0 else u.free_attempts end,
          deliveries = case when $3 = 'pending' then 0 else u.deliveries end,
          not_before = null,
          first_attempt_at = case when $3 = 'pending' then null else u.first_attempt_at end,
          -- What is answered when a generation begins is sent by whoever began it.
          answered_at = case when $3 = 'answered' then least(now(), r.generation_started_at)
                             else u.answered_at end,
          look_at = case when $3 = 'answered' then now() + interval '5 s' end,
          task_losses = case when $5 then u.task_losses else 0 end,
          cached = u.cached and $3 <> 'pending',
          task_sent_at = null, call_sent_at = null,
          settled_at = null,
          reason = null, error_code = null, error_message = null
        from old, runs r
        where r.id = $1 and u.run_id = $1 and u.n >= $6 and u.n < $7 and u.n = old.n
        returning u.n
      ), gone_scores as (
        delete from scores s using old
        where s.run_id = $1 and s.n >= $6 and s.n < $7 and s.n = old.n
          and $3 in ('pending', 'answered') and not $5
        returning s.score
      ), gone_answers as (
        delete from answers a using old
        where a.run_id = $1 and a.n >= $6 and a.n < $7 and a.n = old.n and $3 = 'pending'
      )
      select status, count(*)::int as k,
             count(*) filter (where status = 'skipped' and reason is not null)::int as cut,
             count(*) filter (where cached and $3 = 'pending')::int as uncached,
             (select coalesce(sum(score), 0) from gone_scores) as score_sum,
             (select count(score) from gone_scores) as score_count
      from old group by status
      """;
  // An answer that was cut off stands beside an error: it was kept, and is not to be scored.
  private static final String ANSWERED_ONLY =
      "and exists (select 1 from answers a where a.run_id = $1 and a.n = units.n)"
          + " and error_code is distinct from 'ANSWER_TRUNCATED'";
  // A slice is found through the partial indexes of open units, and changed through primary keys.
  private static final String END_SOME =
      """
      with moved as (
        update units u set status = $2, generation = $3, scores_due = 0, not_before = null,
          task_sent_at = null, call_sent_at = null, settled_at = now(),
          reason = $4, error_code = $5, error_message = $6
        where u.run_id = $1 and u.status = any($7) and u.n = any(array(
          select n from units where run_id = $1 and status = any($7) order by n limit $8))
        returning old.status as was
      )
      select was, count(*)::int as k from moved group by was
      """;
  // Each scorer says that it does not apply: what nobody answered is left out of what is measured,
  // and is no measurement that is missing.
  private static final String SKIP_UNANSWERED =
      """
      with ended as (
      update units u set status = 'skipped', generation = $2, scores_due = 0, settled_at = now(),
        error_code = $5
      where u.run_id = $1 and u.n >= $3 and u.n < $4 and u.status = 'pending'
        and not exists (select 1 from answers a where a.run_id = $1 and a.n = u.n)
      returning u.n
      ), told as (
        insert into scores (run_id, n, key, scorer, scorer_version, status, reason)
        select $1, e.n, s.key, s.scorer, 0, 'skipped', $6
        from ended e cross join unnest($7::text[], $8::text[]) as s(key, scorer)
        on conflict do nothing
      )
      select count(*)::int as n from ended
      """;
  private static final List<Set<UnitStatus>> INDEXED =
      List.of(
          EnumSet.of(UnitStatus.PENDING), EnumSet.of(UnitStatus.DISPATCHED, UnitStatus.ANSWERED));

  /**
   * At most so many units are moved in one transaction: others wait for the run's lock meanwhile.
   */
  public static final int SLICE = 5_000;

  private UnitMoves() {}

  /**
   * Ends units that have not settled, {@value #SLICE} at most of those that wait and as many of
   * those that do not; called again until nothing changes any more.
   *
   * @param reason why, stored on the unit; null for none
   */
  public static Uni<Counts> endSome(
      SqlConnection tx, LockedRun run, Set<UnitStatus> from, UnitStatus to, String reason) {
    return endSome(tx, run, from, to, reason, null);
  }

  /** Ends units that have not settled in an error, as many at a time as {@link #endSome}. */
  public static Uni<Counts> failSome(
      SqlConnection tx, LockedRun run, Set<UnitStatus> from, Failure failure) {
    return endSome(tx, run, from, UnitStatus.ERROR, null, failure);
  }

  private static Uni<Counts> endSome(
      SqlConnection tx,
      LockedRun run,
      Set<UnitStatus> from,
      UnitStatus to,
      String reason,
      Failure failure) {
    requireEdges(from, to);
    return InOrder.map(
            INDEXED.stream().map(some -> wanted(some, from)).filter(s -> s.length > 0).toList(),
            some ->
                Db.query(
                    tx,
                    END_SOME,
                    run.id(),
                    to.wire(),
                    run.generation(),
                    reason,
                    failure == null ? null : failure.code().name(),
                    failure == null ? null : failure.message(),
                    some,
                    SLICE))
        .map(
            all -> {
              Counts delta = Counts.ZERO;
              for (RowSet<Row> rows : all) {
                for (Row row : rows) {
                  UnitStatus was = UnitStatus.of(row.getString("was"));
                  delta = delta.plus(Counts.moved(was, to, row.getInteger("k")));
                }
              }
              return to == UnitStatus.SKIPPED ? delta.plusCut(delta.skipped()) : delta;
            });
  }

  private static String[] wanted(Set<UnitStatus> indexed, Set<UnitStatus> from) {
    return indexed.stream().filter(from::contains).map(UnitStatus::wire).toArray(String[]::new);
  }

  private static void requireEdges(Set<UnitStatus> from, UnitStatus to) {
    if (!from.stream().allMatch(s -> s.successors().contains(to))) {
      throw new IllegalArgumentException("units cannot move from " + from + " to " + to);
    }
  }

  /**
   * Sends settled units back to be asked again in the run's generation; their answers are dropped.
   *
   * @param first number of the first unit looked at, of {@value #SLICE}
   * @return the units that moved, and the scores that are gone
   */
  public static Uni<RunChange> askAgain(
      SqlConnection tx, LockedRun run, Set<UnitStatus> from, int first) {
    return move(tx, run, from, first, UnitStatus.PENDING, 0, false, "");
  }

  /**
   * Sends settled units that have an answer back to be scored again in the run's generation.
   *
   * @param first number of the first unit looked at, of {@value #SLICE}
   * @return the units that moved, and the scores that are gone
   */
  public static Uni<RunChange> scoreAgain(
      SqlConnection tx, LockedRun run, Set<UnitStatus> from, int first, int scorers) {
    return move(tx, run, from, first, UnitStatus.ANSWERED, scorers, false, ANSWERED_ONLY);
  }

  /**
   * Sends stopped units whose answer is there, and paid for, back to be scored to the end in the
   * run's generation; scores that are there are kept.
   *
   * @param first number of the first unit looked at, of {@value #SLICE}
   * @return the units that moved
   */
  public static Uni<RunChange> scoreOn(
      SqlConnection tx, LockedRun run, Set<UnitStatus> from, int first, int scorers) {
    return move(tx, run, from, first, UnitStatus.ANSWERED, scorers, true, ANSWERED_ONLY);
  }

  /**
   * Ends what waits without an answer where nobody will be asked for one.
   *
   * @param first number of the first unit looked at, of {@value #SLICE}
   * @param code stored on the units; it is no reason that cuts a run short
   * @param reason a sentence, stored with a score that each scorer skips
   * @return the units that were skipped
   */
  public static Uni<RunChange> skipUnanswered(
      SqlConnection tx,
      LockedRun run,
      int first,
      String code,
      String reason,
      List<ScorerSpec> scorers) {
    return Db.query(
            tx,
            SKIP_UNANSWERED,
            run.id(),
            run.generation(),
            first,
            first + SLICE,
            code,
            reason,
            scorers.stream().map(ScorerSpec::key).toArray(String[]::new),
            scorers.stream().map(ScorerSpec::id).toArray(String[]::new))
        .map(rows -> Rows.one(rows).getInteger("n"))
        .map(n -> new RunChange().count(Counts.moved(UnitStatus.PENDING, UnitStatus.SKIPPED, n)));
  }

  private static Uni<RunChange> move(
      SqlConnection tx,
      LockedRun run,
      Set<UnitStatus> from,
      int first,
      UnitStatus to,
      int scorers,
      boolean keepScores,
      String condition) {
    requireEdges(from, to);
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
                    scorers,
                    keepScores,
                    first,
                    first + SLICE))
        .map(rows -> moved(rows, to));
  }

  private static RunChange moved(RowSet<Row> rows, UnitStatus to) {
    RunChange change = new RunChange();
    for (Row row : rows) {
      int k = row.getInteger("k");
      if (change.counts().equals(Counts.ZERO)) {
        // Of all statuses together, on every row.
        change.scores(-row.getDouble("score_sum"), -row.getLong("score_count"));
      }
      change.count(
          Counts.moved(UnitStatus.of(row.getString("status")), to, k)
              .plusCut(-row.getInteger("cut"))
              .plusCached(-row.getInteger("uncached")));
    }
    return change;
  }
}

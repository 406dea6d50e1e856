package dev.assay.run.engine.sweep;

import dev.assay.run.engine.intake.LostTasks;
import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Answers whose scoring task was not stamped, or whose scores are missing: sent again. */
@ApplicationScoped
public class LateScores {
  private static final Logger LOG = Logger.getLogger(LateScores.class);
  // An answer is looked at when its time has come, found through an index by that time: one that
  // waits for a judge costs nothing meanwhile, however many there are. Those of judges come when
  // they come, see the judgings; those that combine others are missing only when all others are
  // there. Taking them marks them as answered just now, so that another replica leaves them alone.
  static final String TAKE =
      """
      with seen as materialized (
        select u.run_id, u.n, u.scores_due, u.task_sent_at, u.answered_at
        from units u
        where u.status = 'answered' and coalesce(u.look_at, '-infinity') < now()
          and u.task_losses < 2
        order by coalesce(u.look_at, '-infinity') limit 2000
        for update skip locked
      ), looked as (
        select seen.run_id, seen.n, seen.task_sent_at, seen.answered_at,
               cardinality(r.combining_keys) as combining,
               there.plain < seen.scores_due - cardinality(r.judge_keys)
                             - cardinality(r.combining_keys)
                 or (there.others >= seen.scores_due - cardinality(r.combining_keys)
                   and there.total < seen.scores_due) as missing
        from seen
        join runs r on r.id = seen.run_id
        cross join lateral (
          select count(*) filter (where s.key <> all(r.judge_keys || r.combining_keys)) as plain,
                 count(*) filter (where s.key <> all(r.combining_keys)) as others,
                 count(*) as total
          from scores s where s.run_id = seen.run_id and s.n = seen.n
        ) there
      ), judged as (
        select *, missing
            and (task_sent_at is null and answered_at < now() - $1 * interval '1 ms'
              or task_sent_at < now() - $2 * interval '1 ms') as late,
          -- Nothing of it will ever be missing here when only judges are to come.
          not missing and combining = 0 as quiet
        from looked
      ), marked as (
        update units u set
          answered_at = case when j.late then now() else u.answered_at end,
          task_sent_at = case when j.late then null else u.task_sent_at end,
          look_at = case
            when j.late then now() + $1 * interval '1 ms'
            when j.quiet then 'infinity'
            when j.task_sent_at is null then greatest(now() + interval '1 s',
                                                      j.answered_at + $1 * interval '1 ms')
            when j.missing then greatest(now() + interval '1 s',
                                         j.task_sent_at + $2 * interval '1 ms')
            else now() + $2 * interval '1 ms' end
        from judged j where u.run_id = j.run_id and u.n = j.n
        returning u.run_id, u.n, j.late
      )
      select run_id, n from marked where late
      """;

  // What two scoring-services were lost with goes out alone: of each run one at a time, until it is
  // scored or lost for the last time. When one was lost while that of another run was out as well,
  // nobody knows whose doing it was (LostTasks): the time of such a one is infinity, and until none
  // is left one goes at a time of all. What was never sent, or longest ago, comes first.
  static final String TAKE_SUSPECT =
      """
      with waiting as materialized (
        select u.run_id, u.n, u.task_sent_at,
               coalesce(u.look_at, '-infinity') = 'infinity' as apart,
               coalesce(u.task_sent_at > now() - $1 * interval '1 ms', false) as under_way
        from units u where u.status = 'answered' and u.task_losses = 2
      ), ranked as (
        select w.run_id, w.n,
               row_number() over (
                 partition by w.run_id order by w.task_sent_at nulls first, w.n) as of_run,
               row_number() over (
                 order by w.apart desc, w.task_sent_at nulls first, w.run_id, w.n) as of_all
        from waiting w where not w.under_way
      ), chosen as (
        select r.run_id, r.n from ranked r
        where case when exists (select 1 from waiting w where w.apart)
          then r.of_all = 1 and not exists (select 1 from waiting w where w.under_way)
          else r.of_run = 1 and not exists (
            select 1 from waiting w where w.run_id = r.run_id and w.under_way)
          end
      ), suspect as (
        select u.run_id, u.n from chosen c join units u on u.run_id = c.run_id and u.n = c.n
        where u.status = 'answered' and u.task_losses = 2
          and coalesce(u.task_sent_at <= now() - $1 * interval '1 ms', true)
        for update of u skip locked
      )
      update units u set task_sent_at = now()
      from suspect s where u.run_id = s.run_id and u.n = s.n
      returning u.run_id, u.n
      """;

  private final Db db;
  private final SweepConfig config;
  private final TaskSender tasks;
  private final LostTasks lost;

  public LateScores(Db db, SweepConfig config, TaskSender tasks, LostTasks lost) {
    this.db = db;
    this.config = config;
    this.tasks = tasks;
    this.lost = lost;
  }

  /**
   * Sends the next answer of each run that two scoring-services were lost with, and ends those that
   * three were lost with.
   */
  Uni<Integer> sweepSuspects() {
    return lost.sweep().flatMap(ended -> next().map(sent -> ended + sent));
  }

  private Uni<Integer> next() {
    return db.query(TAKE_SUSPECT, config.unscored().toMillis())
        .flatMap(
            rows ->
                InOrder.each(
                        Rows.list(rows),
                        row ->
                            tasks.sendSingly(row.getUUID("run_id"), List.of(row.getInteger("n"))))
                    .replaceWith(rows.size()));
  }

  Uni<Integer> sweep() {
    return db.query(TAKE, config.unsent().toMillis(), config.unscored().toMillis())
        .flatMap(
            rows -> {
              Map<UUID, List<Integer>> units = new LinkedHashMap<>();
              for (Row row : rows) {
                units
                    .computeIfAbsent(row.getUUID("run_id"), r -> new ArrayList<>())
                    .add(row.getInteger("n"));
              }
              if (rows.size() > 0) {
                LOG.infof("late scores again=%d", rows.size());
              }
              return tasks.send(units).replaceWith(rows.size());
            });
  }
}

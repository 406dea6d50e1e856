package dev.assay.run.engine.sweep;

import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.platform.db.Db;
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
  // Taking them marks them as answered just now, so that another replica leaves them alone.
  private static final String TAKE =
      """
      with late as (
        select u.run_id, u.n
        from runs r join units u on u.run_id = r.id and u.status = 'answered'
        where r.status in ('queued', 'running_dataset', 'evaluating_results', 'cancelling')
          and ((u.task_sent_at is null and u.answered_at < now() - $1 * interval '1 ms')
            or (u.task_sent_at < now() - $2 * interval '1 ms'
              -- those of judges come when they come, see the judgings; those that combine others
              -- are missing only when all others are there
              and exists (
                select 1 from (
                  select count(*) filter (where s.key <> all(r.judge_keys || r.combining_keys))
                           as plain,
                         count(*) filter (where s.key <> all(r.combining_keys)) as others,
                         count(*) as total
                  from scores s where s.run_id = u.run_id and s.n = u.n
                ) there
                where there.plain < u.scores_due - cardinality(r.judge_keys)
                                    - cardinality(r.combining_keys)
                  or (there.others >= u.scores_due - cardinality(r.combining_keys)
                    and there.total < u.scores_due))))
        limit 2000
        for update of u skip locked
      )
      update units u set answered_at = now(), task_sent_at = null
      from late where u.run_id = late.run_id and u.n = late.n
      returning u.run_id, u.n
      """;

  private final Db db;
  private final SweepConfig config;
  private final TaskSender tasks;

  public LateScores(Db db, SweepConfig config, TaskSender tasks) {
    this.db = db;
    this.config = config;
    this.tasks = tasks;
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

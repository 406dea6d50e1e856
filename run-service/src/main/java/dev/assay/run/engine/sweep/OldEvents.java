package dev.assay.run.engine.sweep;

import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/**
 * Drops the events of runs that ended long ago. Which runs have any is in an index: when nothing is
 * due nothing is read, and when much is due it all goes, some at a time.
 */
@ApplicationScoped
public class OldEvents {
  static final String FIND =
      """
      select id from runs
      where events_kept and finished_at < now() - $1 * interval '1 ms'
      order by finished_at limit 50
      """;
  // Numbered by run: a slice is one range of the primary key.
  private static final String DROP =
      """
      delete from events where run_id = $1 and seq <= (
        select max(seq) from (
          select seq from events where run_id = $1 order by seq limit 5000) slice)
      """;
  // Guarded: a run that goes on meanwhile has events again.
  private static final String DONE =
      """
      update runs set events_kept = false
      where id = $1 and finished_at < now() - $2 * interval '1 ms'
        and not exists (select 1 from events e where e.run_id = $1)
      """;
  private static final String STEP = "dropping its old events";

  private final Db db;
  private final SweepConfig config;
  private final RunTroubles troubles;

  public OldEvents(Db db, SweepConfig config, RunTroubles troubles) {
    this.db = db;
    this.config = config;
    this.troubles = troubles;
  }

  Uni<Integer> sweep() {
    return db.query(FIND, config.keepEvents().toMillis())
        .map(rows -> Rows.list(rows, row -> row.getUUID("id")))
        .flatMap(
            runs ->
                troubles
                    .each(STEP, runs, Function.identity(), this::drop)
                    .replaceWith(runs.size()));
  }

  private Uni<Void> drop(UUID run) {
    return db.query(DROP, run)
        .map(rows -> rows.rowCount())
        .repeat()
        .whilst(dropped -> dropped > 0)
        .onItem()
        .ignoreAsUni()
        .flatMap(all -> db.query(DONE, run, config.keepEvents().toMillis()))
        .replaceWithVoid();
  }
}

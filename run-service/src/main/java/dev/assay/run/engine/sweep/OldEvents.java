package dev.assay.run.engine.sweep;

import dev.assay.run.platform.db.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Drops the events of runs that ended long ago, some at a time. */
@ApplicationScoped
public class OldEvents {
  private static final String DROP =
      """
      delete from events where ctid = any(array(
        select e.ctid from events e join runs r on r.id = e.run_id
        where r.finished_at < now() - $1 * interval '1 ms'
          and e.at < now() - $1 * interval '1 ms'
        limit 5000))
      """;
  // Looking costs a scan, so it is done once in this many sweeps.
  private static final int EVERY = 300;

  private final Db db;
  private final SweepConfig config;
  private int sweeps;

  public OldEvents(Db db, SweepConfig config) {
    this.db = db;
    this.config = config;
  }

  Uni<Integer> sweep() {
    if (sweeps++ % EVERY != 0) {
      return Uni.createFrom().item(0);
    }
    return db.query(DROP, config.keepEvents().toMillis()).map(rows -> rows.rowCount());
  }
}

package dev.assay.run.control.launch;

import dev.assay.run.engine.books.Leftovers;
import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.work.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Begins runs over answers that are there already. In the launch's own transaction the run is
 * marked; its units get their answers after it, some at a time, and the sweeper goes on when
 * whoever began is gone.
 */
@ApplicationScoped
public class StoredStart {
  private static final Logger LOG = Logger.getLogger(StoredStart.class);
  private static final String MARK = "update runs set reviving = 'stored' where id = $1";

  private final Leftovers leftovers;
  private final TaskSender tasks;
  private final Vertx vertx;

  StoredStart(Leftovers leftovers, TaskSender tasks, Vertx vertx) {
    this.leftovers = leftovers;
    this.tasks = tasks;
    this.vertx = vertx;
  }

  /** Marks a run that this transaction has made, or that waits no longer. */
  public static Uni<Void> mark(SqlConnection tx, UUID runId) {
    return Db.query(tx, MARK, runId).replaceWithVoid();
  }

  /**
   * Gives the units of runs that have been marked their answers and has them scored. Whoever
   * launched them has the answer by then: this is the service's own work.
   */
  public void begin(List<UUID> runs) {
    if (!runs.isEmpty()) {
      Work.apart(vertx, () -> work(runs));
    }
  }

  private void work(List<UUID> runs) {
    InOrder.each(runs, run -> leftovers.end(run).flatMap(moved -> tasks.sendAll(run)))
        .subscribe()
        .with(
            done -> LOG.debugf("stored answers sent to be scored runs=%s", runs),
            e -> LOG.warnf("stored answers left to the sweeper error=%s", e.toString()));
  }
}

package dev.assay.run.engine.books;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Deletes runs. The run's own row goes at once and with it the run, for everybody; its other rows,
 * which may be millions and which nobody finds without it, go some at a time.
 */
@ApplicationScoped
public class Removals {
  /** Rows of one statement. */
  private static final int SLICE = 5_000;

  private static final List<String> AT_ONCE =
      List.of(
          "insert into removed_runs (run_id) values ($1) on conflict do nothing",
          "delete from human_labels where run_id = $1",
          "delete from runs where id = $1");
  private static final List<String> TABLES =
      List.of("events", "judgings", "scores", "attempts", "answers", "units");
  private static final String SOME =
      "delete from %1$s where ctid = any(array(select ctid from %1$s where run_id = $1 limit "
          + SLICE
          + "))";
  private static final String DONE = "delete from removed_runs where run_id = $1";

  private final Db db;

  /** Over the pool: each slice is a transaction of its own. */
  public Removals(Db db) {
    // Rows of a run that is gone belong to no workspace any more.
    this.db = db.asService();
  }

  /** Removes a locked run in the transaction that holds its lock. */
  public static Uni<Void> remove(SqlConnection tx, UUID runId) {
    return InOrder.each(AT_ONCE, sql -> Db.query(tx, sql, runId));
  }

  /** Deletes what is left of a removed run. Doing it twice, or by two at a time, is harmless. */
  public Uni<Void> clear(UUID runId) {
    return InOrder.each(TABLES, table -> clear(table, runId))
        .flatMap(cleared -> db.query(DONE, runId))
        .replaceWithVoid();
  }

  private Uni<Void> clear(String table, UUID runId) {
    return db.query(SOME.formatted(table), runId)
        .map(rows -> rows.rowCount())
        .repeat()
        .whilst(deleted -> deleted > 0)
        .onItem()
        .ignoreAsUni();
  }
}

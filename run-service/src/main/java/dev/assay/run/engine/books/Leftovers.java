package dev.assay.run.engine.books;

import dev.assay.common.status.RunStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.runs.state.Counts;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLedger;
import dev.assay.run.runs.state.RunLocks;
import dev.assay.run.runs.state.UnitMoves;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Does what an action on a run has left to do with its units, a slice in each transaction: a run
 * may have a million of them, and whoever needs its lock meanwhile waits for a slice and not for
 * all. A run that goes on has its units moved first, then what waits in one that was cancelled or
 * cut is ended. A crash in between leaves a row that says what is to be done, and the sweeper goes
 * on.
 */
@ApplicationScoped
public class Leftovers {
  private static final Set<UnitStatus> WAITING = EnumSet.of(UnitStatus.PENDING);
  private static final Set<UnitStatus> OPEN =
      EnumSet.of(UnitStatus.PENDING, UnitStatus.DISPATCHED, UnitStatus.ANSWERED);
  private static final String DONE = "update runs set cutting = null where id = $1";

  private final Db db;
  private final RunLedger ledger;
  private final Revivals revivals;

  /** With the books that each slice is entered in. */
  Leftovers(Db db, RunLedger ledger, Revivals revivals) {
    this.db = db;
    this.ledger = ledger;
    this.revivals = revivals;
  }

  /**
   * Moves what is to be moved in a run that goes on, and ends what waits in one that was cancelled
   * or cut; does nothing in any other run.
   */
  public Uni<Void> end(UUID runId) {
    return slices(runId, WAITING, null);
  }

  /**
   * Ends all that is open in a run that is being cancelled, also what workers did not report back.
   *
   * @param reason stored on the units
   */
  public Uni<Void> endCancelled(UUID runId, String reason) {
    return slices(runId, OPEN, reason);
  }

  private Uni<Void> slices(UUID runId, Set<UnitStatus> open, String reason) {
    return InOrder.whileMore(
        () -> db.naming(runId).inTransaction(tx -> slice(tx, runId, open, reason)));
  }

  /** The item is whether there may be more. */
  private Uni<Boolean> slice(SqlConnection tx, UUID runId, Set<UnitStatus> open, String reason) {
    return RunLocks.lock(tx, runId)
        .flatMap(run -> run == null ? Uni.createFrom().item(false) : slice(tx, run, open, reason));
  }

  private Uni<Boolean> slice(SqlConnection tx, LockedRun run, Set<UnitStatus> open, String reason) {
    if (run.reviving() != null) {
      return revivals.slice(tx, run).replaceWith(true);
    }
    if (run.status() == RunStatus.CANCELLING) {
      return UnitMoves.endSome(tx, run, open, UnitStatus.CANCELLED, reason)
          .flatMap(delta -> book(tx, run, delta));
    }
    if (run.cutting() != null && run.status() == RunStatus.EVALUATING_RESULTS) {
      return Db.query(tx, DONE, run.id()).replaceWith(false);
    }
    if (run.cutting() != null && RunStatus.DISPATCHING.contains(run.status())) {
      return UnitMoves.endSome(tx, run, WAITING, UnitStatus.SKIPPED, run.cutting())
          .call(
              delta ->
                  // A worker may yet give back what it has.
                  RunCuts.unasked(run.counts().plus(delta))
                      ? Uni.createFrom().nullItem()
                      : Db.query(tx, DONE, run.id()))
          .flatMap(delta -> book(tx, run, delta));
    }
    return Uni.createFrom().item(false);
  }

  private Uni<Boolean> book(SqlConnection tx, LockedRun run, Counts delta) {
    return delta.equals(Counts.ZERO)
        ? Uni.createFrom().item(false)
        : ledger.book(tx, run, new RunChange().count(delta)).replaceWith(true);
  }
}

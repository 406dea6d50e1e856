package dev.assay.run.engine.troubles;

import dev.assay.common.error.Failure;
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
 * Ends a run that cannot go on, without computing anything of it: its open units end in the error,
 * some in each transaction, and with the last of them the run fails.
 */
@ApplicationScoped
public class RunEnding {
  private static final Set<UnitStatus> OPEN =
      EnumSet.of(UnitStatus.PENDING, UnitStatus.DISPATCHED, UnitStatus.ANSWERED);

  private final Db db;
  private final RunLedger ledger;

  /** With the books that the end is entered in. */
  public RunEnding(Db db, RunLedger ledger) {
    this.db = db;
    this.ledger = ledger;
  }

  /** Ends the run; does nothing when it is gone or has ended. */
  public Uni<Void> end(UUID runId, Failure failure) {
    return InOrder.whileMore(() -> db.inTransaction(tx -> slice(tx, runId, failure)));
  }

  /** The item is whether there is more to end. */
  private Uni<Boolean> slice(SqlConnection tx, UUID runId, Failure failure) {
    return RunLocks.lock(tx, runId)
        .flatMap(
            run ->
                run == null || run.status().isTerminal()
                    ? Uni.createFrom().item(false)
                    : slice(tx, run, failure));
  }

  private Uni<Boolean> slice(SqlConnection tx, LockedRun run, Failure failure) {
    Uni<Counts> moved =
        run.status() == RunStatus.CANCELLING
            ? UnitMoves.endSome(tx, run, OPEN, UnitStatus.CANCELLED, "CANCELLED")
            : UnitMoves.failSome(tx, run, OPEN, failure);
    return moved.flatMap(
        delta -> {
          RunChange change = new RunChange().count(delta);
          return run.counts().plus(delta).done()
              ? ledger.abandon(tx, run, change, failure).replaceWith(false)
              : ledger.book(tx, run, change).replaceWith(true);
        });
  }
}

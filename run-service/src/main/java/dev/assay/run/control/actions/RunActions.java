package dev.assay.run.control.actions;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.RunCancelled;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.link.broker.BrokerLink;
import dev.assay.run.engine.dispatch.Bell;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.problem.ProblemException;
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
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a person may do to a run. Each takes the run's lock, looks at the status, and moves units
 * and run in one transaction; retry and resume raise the generation, so that late messages of the
 * one before change nothing.
 */
@ApplicationScoped
public class RunActions {
  private static final Set<UnitStatus> WAITING = EnumSet.of(UnitStatus.PENDING);
  private static final Set<UnitStatus> UNMEASURED =
      EnumSet.of(UnitStatus.ERROR, UnitStatus.SKIPPED, UnitStatus.CANCELLED);
  private static final Set<UnitStatus> STOPPED =
      EnumSet.of(UnitStatus.CANCELLED, UnitStatus.SKIPPED);
  private static final String RAISE =
      """
      update runs set generation = generation + 1, error = null, canaries = '{}',
        verdict = null, pass_status = null, summary = null, criteria = null,
        star_metric_result = null, finished_at = null,
        retry_count = retry_count + $2, resumed_count = resumed_count + $3,
        score_sum = (select coalesce(sum(score), 0) from scores where run_id = $1),
        score_count = (select count(score) from scores where run_id = $1)
      where id = $1
      """;

  private final Db db;
  private final RunLedger ledger;
  private final BrokerLink link;
  private final Bell bell;

  public RunActions(Db db, RunLedger ledger, BrokerLink link, Bell bell) {
    this.db = db;
    this.ledger = ledger;
    this.link = link;
    this.bell = bell;
  }

  /**
   * Stops a run. No new work from now on; what is in flight is being stopped. Cancelling again does
   * nothing.
   *
   * @return fails with NOT_FOUND or ILLEGAL_STATE
   */
  public Uni<Void> cancel(UUID workspaceId, UUID runId) {
    return db.inTransaction(tx -> owned(tx, workspaceId, runId).call(run -> cancel(tx, run)))
        .invoke(
            run ->
                link.publish(
                    Address.CONTROL,
                    Envelope.of(
                        runId,
                        new RunCancelled(List.of(new RunCancelled.Run(runId, run.generation()))))))
        .replaceWithVoid();
  }

  private Uni<?> cancel(SqlConnection tx, LockedRun run) {
    if (run.status() == RunStatus.CANCELLING || run.status() == RunStatus.CANCELLED) {
      return Uni.createFrom().nullItem();
    }
    require(run, RunStatus.CANCELLING, "cancelled");
    return UnitMoves.end(tx, run, WAITING, UnitStatus.CANCELLED, null)
        .flatMap(
            delta ->
                ledger.book(
                    tx,
                    run,
                    new RunChange().count(delta),
                    List.of(RunStatus.CANCELLING),
                    "cancelled by request"));
  }

  /** Asks again for every unit that has no measurement. */
  public Uni<Void> retry(UUID workspaceId, UUID runId) {
    return again(
        workspaceId,
        runId,
        Set.of(RunStatus.PARTIALLY_SUCCESSFUL, RunStatus.FAILED),
        UNMEASURED,
        "retried");
  }

  /** Goes on with a cancelled run: asks for every unit that was stopped. */
  public Uni<Void> resume(UUID workspaceId, UUID runId) {
    return again(workspaceId, runId, Set.of(RunStatus.CANCELLED), STOPPED, "resumed");
  }

  private Uni<Void> again(
      UUID workspaceId, UUID runId, Set<RunStatus> from, Set<UnitStatus> units, String what) {
    return db.inTransaction(
            tx ->
                owned(tx, workspaceId, runId)
                    .invoke(run -> requireOneOf(run, from, what))
                    .flatMap(run -> askAgain(tx, run, units, what)))
        .invoke(bell::ring);
  }

  private Uni<Void> askAgain(SqlConnection tx, LockedRun run, Set<UnitStatus> units, String what) {
    boolean retry = "retried".equals(what);
    return UnitMoves.askAgain(tx, run, run.generation() + 1, units)
        .invoke(delta -> requireSome(delta, run, retry))
        .call(delta -> Db.query(tx, RAISE, run.id(), retry ? 1 : 0, retry ? 0 : 1))
        .flatMap(
            delta ->
                ledger.book(
                    tx,
                    run,
                    new RunChange().count(delta),
                    List.of(RunStatus.RUNNING_DATASET),
                    what + " by request"))
        .replaceWithVoid();
  }

  /** A run that was cancelled when its last unit had just settled is resumed to its end. */
  private static void requireSome(Counts delta, LockedRun run, boolean retry) {
    if (retry && delta.pending() == 0) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE,
          "Nothing in run " + run.id() + " can be retried: every item is measured.");
    }
  }

  /** Locks a run of the workspace. */
  public static Uni<LockedRun> owned(SqlConnection tx, UUID workspaceId, UUID runId) {
    return RunLocks.lock(tx, runId)
        .invoke(
            run -> {
              if (run == null || !run.workspaceId().equals(workspaceId)) {
                throw ProblemException.notFound("run", runId);
              }
            });
  }

  static void require(LockedRun run, RunStatus to, String what) {
    requireOneOf(run, to.predecessors(), what);
  }

  public static void requireOneOf(LockedRun run, Set<RunStatus> from, String what) {
    if (!from.contains(run.status())) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE,
          "The run is "
              + run.status().wire()
              + " and cannot be "
              + what
              + "; only a run that is "
              + String.join(" or ", from.stream().map(RunStatus::wire).sorted().toList())
              + " can.");
    }
  }
}

package dev.assay.run.control.actions;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.RunCancelled;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.link.broker.BrokerLink;
import dev.assay.run.engine.books.Leftovers;
import dev.assay.run.engine.dispatch.Bell;
import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.state.Counts;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.Revival;
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
 * What a person may do to a run. Each takes the run's lock, looks at the status, and moves the run
 * in one transaction, and its units after it, some at a time. Retry and resume raise the
 * generation, so that late messages of the one before change nothing.
 */
@ApplicationScoped
public class RunActions {
  private static final Set<UnitStatus> WAITING = EnumSet.of(UnitStatus.PENDING);
  private static final Set<RunStatus> RETRIED =
      EnumSet.of(RunStatus.PARTIALLY_SUCCESSFUL, RunStatus.FAILED);
  private static final Set<RunStatus> RESUMED = EnumSet.of(RunStatus.CANCELLED);
  private static final String RAISE =
      """
      update runs set generation = generation + 1, error = null, canaries = '{}', cutting = null,
        suspects = 1, events_kept = true, reviving = $2, revived_to = 0, done_before = total,
        worked_ms = worked_ms + coalesce(
          (extract(epoch from finished_at - generation_started_at) * 1000)::bigint, 0),
        verdict = null, pass_status = null, pass_rate = null, summary = null, criteria = null,
        star_metric_result = null, finished_at = null,
        retry_count = retry_count + ($2 = 'retry')::int,
        resumed_count = resumed_count + ($2 = 'resume')::int
      where id = $1
      """;

  private static final String WAITS_NO_MORE =
      "update runs set waits_for = null where id = $1 and waits_for = $2";

  private final Db db;
  private final RunLedger ledger;
  private final BrokerLink link;
  private final Bell bell;
  private final Leftovers leftovers;
  private final TaskSender tasks;

  public RunActions(
      Db db, RunLedger ledger, BrokerLink link, Bell bell, Leftovers leftovers, TaskSender tasks) {
    this.db = db;
    this.ledger = ledger;
    this.link = link;
    this.bell = bell;
    this.leftovers = leftovers;
    this.tasks = tasks;
  }

  /**
   * Stops a run. No new work from its first transaction on; what is in flight is being stopped, and
   * what waits is ended, some at a time. Cancelling again does nothing. The run that it waits for
   * is of no more use, and stopped, too.
   *
   * @return fails with NOT_FOUND or ILLEGAL_STATE
   */
  public Uni<Void> cancel(UUID workspaceId, UUID runId) {
    return db.naming(runId)
        .inTransaction(tx -> owned(tx, workspaceId, runId).call(run -> cancel(tx, run)))
        .invoke(
            run ->
                link.publish(
                    Address.CONTROL,
                    Envelope.of(
                        runId,
                        new RunCancelled(List.of(new RunCancelled.Run(runId, run.generation()))))))
        .call(run -> leftovers.end(runId))
        .flatMap(
            run ->
                run.waitsFor() == null
                    ? Uni.createFrom().voidItem()
                    : waitNoMore(workspaceId, runId, run.waitsFor()));
  }

  /** Stops what a cancelled run has waited for. It may have ended, or be gone. */
  public Uni<Void> waitNoMore(UUID workspaceId, UUID runId, UUID waitedFor) {
    return cancel(workspaceId, waitedFor)
        .onFailure(ProblemException.class)
        .recoverWithNull()
        .flatMap(stopped -> db.query(WAITS_NO_MORE, runId, waitedFor))
        .replaceWithVoid();
  }

  private Uni<?> cancel(SqlConnection tx, LockedRun run) {
    if (run.status() == RunStatus.CANCELLING || run.status() == RunStatus.CANCELLED) {
      return Uni.createFrom().nullItem();
    }
    require(run, RunStatus.CANCELLING, "cancelled");
    return UnitMoves.endSome(tx, run, WAITING, UnitStatus.CANCELLED, null)
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
    return db.naming(runId)
        .inTransaction(
            tx ->
                owned(tx, workspaceId, runId)
                    .invoke(run -> requireOneOf(run, RETRIED, "retried"))
                    .invoke(RunActions::requireAsked)
                    .invoke(RunActions::requireSome)
                    .flatMap(run -> goOn(tx, run, Revival.RETRY, "retried by request")))
        .flatMap(begun -> leftovers.end(runId))
        .invoke(bell::ring);
  }

  /**
   * Goes on with a cancelled run: scores the answers that came before, during and after the cancel,
   * and asks for every other unit that was stopped.
   */
  public Uni<Void> resume(UUID workspaceId, UUID runId) {
    return db.naming(runId)
        .inTransaction(
            tx ->
                owned(tx, workspaceId, runId)
                    .invoke(run -> requireOneOf(run, RESUMED, "resumed"))
                    .invoke(RunActions::requireBegun)
                    .flatMap(run -> goOn(tx, run, Revival.RESUME, "resumed by request")))
        .flatMap(begun -> leftovers.end(runId))
        .invoke(bell::ring)
        .flatMap(moved -> tasks.sendAll(runId));
  }

  private Uni<RunStatus> goOn(SqlConnection tx, LockedRun run, Revival how, String reason) {
    return Db.query(tx, RAISE, run.id(), how.wire())
        .flatMap(raised -> RunLocks.lock(tx, run.id()))
        .flatMap(
            raised ->
                ledger.book(
                    tx, raised, new RunChange(), List.of(RunStatus.RUNNING_DATASET), reason));
  }

  /** Nobody would be asked. */
  private static void requireAsked(LockedRun run) {
    if (run.stored()) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE,
          "The run is over answers that are stored: there is nobody to ask again. "
              + (run.status() == RunStatus.FAILED ? "Launch it again." : "Rescore it."));
    }
  }

  /** What was stored has not become its answers, nor what was noted corrections. */
  private static void requireBegun(LockedRun run) {
    if (run.stored() && run.generationStartedAt() == null) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE,
          "The run is over answers that are stored, and was cancelled before it began: there is"
              + " nothing to go on with. Launch it again.");
    }
  }

  /** A run that was cancelled when its last unit had just settled is resumed to its end. */
  private static void requireSome(LockedRun run) {
    Counts counts = run.counts();
    if (counts.errored() + counts.skipped() + counts.cancelled() == 0) {
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

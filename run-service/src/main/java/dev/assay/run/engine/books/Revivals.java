package dev.assay.run.engine.books;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.RunSpecs;
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

/**
 * Moves the units of a run that goes on after its end, those of one slice of numbers in each
 * transaction. Until the last slice is moved nothing follows from the run's counts; what is moved
 * is handed out and scored meanwhile.
 */
@ApplicationScoped
class Revivals {
  private static final Set<UnitStatus> UNMEASURED =
      EnumSet.of(UnitStatus.ERROR, UnitStatus.SKIPPED, UnitStatus.CANCELLED);
  private static final Set<UnitStatus> STOPPED =
      EnumSet.of(UnitStatus.CANCELLED, UnitStatus.SKIPPED);
  private static final Set<UnitStatus> WAITING = EnumSet.of(UnitStatus.PENDING);
  private static final Set<UnitStatus> SETTLED =
      EnumSet.of(UnitStatus.PASSED, UnitStatus.FAILED, UnitStatus.ERROR, UnitStatus.SKIPPED);
  private static final String NO_ANSWER = "Production did not complete it: there is no answer.";
  private static final String STORED = "the answers are stored";
  private static final String STEP =
      """
      update runs set revived_to = revived_to + $2,
        reviving = case when revived_to + $2 < total then reviving end
      where id = $1
      returning old.revived_to as first
      """;
  private static final String OPENED =
      "update runs set done_before = done_before - $2 where id = $1";

  private final RunSpecs specs;
  private final RunLedger ledger;

  Revivals(RunSpecs specs, RunLedger ledger) {
    this.specs = specs;
    this.ledger = ledger;
  }

  /** Moves the next slice of a locked run that is being revived. */
  Uni<Void> slice(SqlConnection tx, LockedRun run) {
    return Db.query(tx, STEP, run.id(), UnitMoves.SLICE)
        .map(rows -> Rows.one(rows).getInteger("first"))
        .flatMap(first -> move(tx, run, first))
        .call(change -> Db.query(tx, OPENED, run.id(), opened(change.counts())))
        // Locked again, for whether this was the last.
        .flatMap(
            change ->
                RunLocks.lock(tx, run.id())
                    .flatMap(after -> ledger.book(tx, after, change, begun(after), STORED)))
        .replaceWithVoid();
  }

  /** Where all answers are there from the start, nothing is asked for them. */
  private static List<RunStatus> begun(LockedRun run) {
    return run.stored() && run.reviving() == null && run.status() == RunStatus.QUEUED
        ? List.of(RunStatus.EVALUATING_RESULTS)
        : List.of();
  }

  private Uni<RunChange> move(SqlConnection tx, LockedRun run, int first) {
    return switch (run.reviving()) {
      case RETRY -> UnitMoves.askAgain(tx, run, UNMEASURED, first);
      case RESUME -> scorers(tx, run).flatMap(scorers -> resume(tx, run, first, scorers));
      case RESCORE ->
          scorers(tx, run)
              .flatMap(scorers -> UnitMoves.scoreAgain(tx, run, SETTLED, first, scorers));
      case STORED ->
          specs.get(tx, run).flatMap(known -> stored(tx, run, first, known.spec().scorers()));
    };
  }

  /** What production did not answer is no answer that could be wrong. */
  private static Uni<RunChange> stored(
      SqlConnection tx, LockedRun run, int first, List<ScorerSpec> scorers) {
    return OriginalAnswers.place(tx, run, first)
        .flatMap(placed -> UnitMoves.scoreOn(tx, run, WAITING, first, scorers.size()))
        .flatMap(
            scored ->
                UnitMoves.skipUnanswered(
                        tx, run, first, ErrorCode.NOT_COMPLETED.name(), NO_ANSWER, scorers)
                    .map(skipped -> scored.count(skipped.counts())));
  }

  private static Uni<RunChange> resume(SqlConnection tx, LockedRun run, int first, int scorers) {
    if (run.stored()) {
      return UnitMoves.scoreOn(tx, run, STOPPED, first, scorers);
    }
    Uni<RunChange> scored =
        scorers == 0
            ? Uni.createFrom().item(new RunChange())
            : UnitMoves.scoreOn(tx, run, STOPPED, first, scorers);
    return scored.flatMap(
        change ->
            UnitMoves.askAgain(tx, run, STOPPED, first)
                .map(
                    asked ->
                        asked
                            .count(change.counts())
                            .scores(change.scoreSum(), change.scoreCount())));
  }

  private Uni<Integer> scorers(SqlConnection tx, LockedRun run) {
    return specs.get(tx, run).map(known -> known.spec().scorers().size());
  }

  private static int opened(Counts delta) {
    return delta.pending() + delta.answered();
  }
}

package dev.assay.run.intake;

import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.UnitRef;
import dev.assay.run.db.Db;
import dev.assay.run.state.LockedRun;
import dev.assay.run.state.RunChange;
import dev.assay.run.state.RunLocks;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes scores in: each (unit, scorer) once; the unit settles when its last scorer has reported,
 * the run with its last unit, in that same transaction.
 */
@ApplicationScoped
public class ScoreIntake {
  private final Db db;
  private final Settlement settlement;

  /** With the part that settles. */
  public ScoreIntake(Db db, Settlement settlement) {
    this.db = db;
    this.settlement = settlement;
  }

  /** Takes a batch in; completes when it is committed. */
  public Uni<Void> take(List<ScoreReport> reports) {
    Map<List<Object>, ScoreStore.Line> lines = new LinkedHashMap<>();
    for (ScoreReport report : reports) {
      for (ScoreReport.Unit unit : report.units()) {
        unit.scores()
            .forEach(
                score ->
                    lines.putIfAbsent(
                        List.of(unit.unit(), score.key()),
                        new ScoreStore.Line(unit.unit(), score)));
      }
    }
    return db.inTransaction(tx -> write(tx, List.copyOf(lines.values())));
  }

  private Uni<Void> write(SqlConnection tx, List<ScoreStore.Line> lines) {
    return RunLocks.lock(tx, lines.stream().map(l -> l.unit().runId()).toList())
        .flatMap(
            runs ->
                ScoreStore.insert(tx, lines)
                    .flatMap(booked -> settleRuns(tx, runs, lines, booked)));
  }

  /**
   * Every unit reported is looked at, not only those whose scores are new: one that has all its
   * scores and did not settle with them settles when they come again.
   */
  private Uni<Void> settleRuns(
      SqlConnection tx,
      Map<UUID, LockedRun> runs,
      List<ScoreStore.Line> lines,
      List<ScoreStore.Booked> booked) {
    Map<UUID, List<ScoreStore.Booked>> fresh =
        booked.stream().collect(Collectors.groupingBy(b -> b.key().runId()));
    Map<UUID, Set<Integer>> reported =
        lines.stream()
            .map(ScoreStore.Line::unit)
            .collect(
                Collectors.groupingBy(
                    UnitRef::runId, Collectors.mapping(UnitRef::n, Collectors.toSet())));
    // In the order of the locks: booking takes the lock of the run's workspace, too.
    List<LockedRun> toBook =
        runs.values().stream().filter(run -> !run.status().isTerminal()).toList();
    return Multi.createFrom()
        .iterable(toBook)
        .onItem()
        .transformToUniAndConcatenate(
            run ->
                settle(
                    tx,
                    run,
                    List.copyOf(reported.get(run.id())),
                    fresh.getOrDefault(run.id(), List.of())))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> settle(
      SqlConnection tx, LockedRun run, List<Integer> units, List<ScoreStore.Booked> booked) {
    RunChange change = new RunChange();
    booked.forEach(unit -> change.scores(unit.sum(), unit.count()));
    return settlement.settle(tx, run, change, List.of(), units, null);
  }
}

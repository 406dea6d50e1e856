package dev.assay.run.engine.intake;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.part.Score;
import dev.assay.common.part.UnitRef;
import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.events.Events;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLedger;
import dev.assay.run.runs.state.RunLocks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Counts the answers that a scoring-service was lost with, as units are counted that a worker was
 * lost with: after the first loss each goes in a task of its own, after the second alone, and the
 * third ends it in an error. An answer that nobody waits for any more is not offered again.
 */
@ApplicationScoped
public class LostTasks {
  private static final int MOST = 3;

  // From the second loss on the sweeper sends it, alone.
  private static final String COUNT =
      """
      update units u set task_losses = u.task_losses + 1, task_sent_at = null, answered_at = now(),
        look_at = now() + interval '2 s'
      where u.run_id = $1 and u.n = any($2) and u.generation = $3 and u.status = 'answered'
      returning u.n, u.task_losses
      """;
  private static final String STEP = "counting what its scoring was lost with";

  private final Db db;
  private final RunSpecs specs;
  private final RunLedger ledger;
  private final TaskSender tasks;
  private final ScoreIntake scores;
  private final RunTroubles troubles;

  /** With what becomes of them: other tasks, or errors. */
  public LostTasks(
      Db db,
      RunSpecs specs,
      RunLedger ledger,
      TaskSender tasks,
      ScoreIntake scores,
      RunTroubles troubles) {
    this.db = db;
    this.specs = specs;
    this.ledger = ledger;
    this.tasks = tasks;
    this.scores = scores;
    this.troubles = troubles;
  }

  /** Units by what is to become of them. */
  private record Counted(LockedRun run, List<Integer> again, List<Integer> over) {}

  /** Takes in what reports say was lost. */
  Uni<Void> take(List<ScoreReport> reports) {
    Map<UUID, List<UnitRef>> byRun = new LinkedHashMap<>();
    reports.stream()
        .filter(report -> report.lost() != null)
        .flatMap(report -> report.lost().stream())
        .forEach(unit -> byRun.computeIfAbsent(unit.runId(), r -> new ArrayList<>()).add(unit));
    return troubles.each(STEP, byRun.entrySet(), Map.Entry::getKey, e -> takeOf(e.getValue()));
  }

  private Uni<Void> takeOf(List<UnitRef> lost) {
    UUID runId = lost.get(0).runId();
    return db.inTransaction(
            tx ->
                RunLocks.lock(tx, runId)
                    .flatMap(
                        run ->
                            run == null || run.status().isTerminal()
                                ? Uni.createFrom().nullItem()
                                : count(tx, run, lost)))
        .flatMap(
            counted ->
                counted == null
                    ? Uni.createFrom().voidItem()
                    : tasks
                        .sendSingly(runId, counted.again())
                        .flatMap(sent -> end(counted.run(), counted.over())));
  }

  private Uni<Counted> count(SqlConnection tx, LockedRun run, List<UnitRef> lost) {
    Integer[] units =
        lost.stream()
            .filter(unit -> unit.generation() == run.generation())
            .map(UnitRef::n)
            .toArray(Integer[]::new);
    Counted counted = new Counted(run, new ArrayList<>(), new ArrayList<>());
    return Db.query(tx, COUNT, run.id(), units, run.generation())
        .invoke(
            rows -> {
              for (Row row : rows) {
                int losses = row.getInteger("task_losses");
                if (losses >= MOST) {
                  counted.over().add(row.getInteger("n"));
                } else if (losses == 1) {
                  counted.again().add(row.getInteger("n"));
                }
              }
            })
        .flatMap(
            rows ->
                rows.rowCount() == 0
                    ? Uni.createFrom().item(counted)
                    : ledger.book(tx, run, told(rows.rowCount())).replaceWith(counted));
  }

  private static RunChange told(int answers) {
    return new RunChange()
        .event(
            Events.log(
                "warn",
                "SCORING_LOST",
                "A scoring-service was lost with "
                    + answers
                    + (answers == 1 ? " answer" : " answers")
                    + " of this run. They are scored again, one by one."));
  }

  private Uni<Void> end(LockedRun run, List<Integer> units) {
    return units.isEmpty()
        ? Uni.createFrom().voidItem()
        : specs
            .get(run.id(), run.generation())
            .flatMap(known -> scores.take(List.of(report(run, known.spec(), units))));
  }

  private static ScoreReport report(LockedRun run, RunSpec spec, List<Integer> units) {
    Failure failure =
        new Failure(
            ErrorCode.SCORER_FAILED,
            "This answer was given to a scoring-service " + MOST + " times, and each was lost.");
    List<String> asking = spec.judgeKeys();
    List<Score> failed =
        spec.scorers().stream()
            .filter(scorer -> !asking.contains(scorer.key()))
            .map(scorer -> Score.failed(scorer, failure))
            .toList();
    return new ScoreReport(
        units.stream()
            .map(n -> new ScoreReport.Unit(new UnitRef(run.id(), n, run.generation()), failed))
            .toList());
  }
}

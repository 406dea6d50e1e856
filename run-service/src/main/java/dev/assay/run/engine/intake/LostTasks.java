package dev.assay.run.engine.intake;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.part.Score;
import dev.assay.common.part.UnitRef;
import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts the answers that a scoring-service was lost with, as units are counted that a worker was
 * lost with: after the first loss each goes in a task of its own, after the second alone, and the
 * third ends it in an error. A loss that is told twice counts once. An answer that nobody waits for
 * any more is not offered again.
 */
@ApplicationScoped
public class LostTasks {
  private static final int MOST = 3;

  // From the second loss on the sweeper sends it, alone. A loss that was told before is not this
  // one. Of several that were out alone, each of its run, nobody knows which it was: that counts
  // against none, and their look_at says that they go out one by one from now on (LateScores).
  private static final String COUNT =
      """
      with told as (
        select distinct on (i.n) i.n, i.losses
        from unnest($2::int[], $4::int[]) as i(n, losses) order by i.n, i.losses desc nulls last
      ), lost as (
        select u.n,
               u.task_losses >= 2 and coalesce(u.look_at, now()) < 'infinity' and exists (
                 select 1 from units o
                 where o.status = 'answered' and o.task_losses >= 2
                   and (o.run_id, o.n) <> (u.run_id, u.n)
                   and (o.task_sent_at is not null or o.look_at = 'infinity')) as shared
        from told
        join units u on u.run_id = $1 and u.n = told.n
        where u.generation = $3 and u.status = 'answered'
          and coalesce(told.losses, u.task_losses) = u.task_losses
          -- Not sent again since it was counted the last time.
          and (u.task_losses < 2 or u.task_sent_at is not null)
      )
      update units u set task_losses = u.task_losses + case when lost.shared then 0 else 1 end,
        task_sent_at = null, answered_at = now(),
        look_at = case when lost.shared then 'infinity' else now() + interval '2 s' end
      from lost where u.run_id = $1 and u.n = lost.n
      returning u.n, u.task_losses
      """;
  // Whoever counted the third loss ends it right away. What is left here has lost that one, too.
  private static final String OVER =
      """
      select u.run_id, u.generation, array_agg(u.n order by u.n) as units from (
        select l.run_id, l.generation, l.n from units l
        join runs r on r.id = l.run_id
        where l.status = 'answered' and l.task_losses >= $1
          and coalesce(l.look_at, '-infinity') < now()
          -- One that was ended may still wait for its judges.
          and (select count(*) from scores s where s.run_id = l.run_id and s.n = l.n
                 and s.key <> all(r.judge_keys || r.combining_keys))
            < l.scores_due - cardinality(r.judge_keys) - cardinality(r.combining_keys)
        order by l.look_at limit 1000
      ) u group by u.run_id, u.generation
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

  /** A loss: of which unit, and how many there were before it; null when that is not told. */
  private record Loss(UnitRef unit, Integer before) {}

  /** Takes in what reports say was lost. */
  Uni<Void> take(List<ScoreReport> reports) {
    Map<UUID, List<Loss>> byRun = new LinkedHashMap<>();
    reports.stream()
        .filter(report -> report.lost() != null)
        .flatMap(LostTasks::losses)
        .forEach(
            loss -> byRun.computeIfAbsent(loss.unit().runId(), r -> new ArrayList<>()).add(loss));
    return troubles.each(STEP, byRun.entrySet(), Map.Entry::getKey, e -> takeOf(e.getValue()));
  }

  private static Stream<Loss> losses(ScoreReport report) {
    List<Integer> before = report.losses();
    return IntStream.range(0, report.lost().size())
        .mapToObj(
            i ->
                new Loss(
                    report.lost().get(i),
                    before == null || before.size() <= i ? null : before.get(i)));
  }

  private Uni<Void> takeOf(List<Loss> lost) {
    UUID runId = lost.get(0).unit().runId();
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
                        .flatMap(sent -> end(runId, counted.run().generation(), counted.over())));
  }

  /** Ends answers that were lost for the last time, and whose end was lost, too. */
  public Uni<Integer> sweep() {
    return db.query(OVER, MOST)
        .flatMap(
            rows ->
                troubles
                    .each(STEP, Rows.list(rows), row -> row.getUUID("run_id"), this::end)
                    .replaceWith(rows.size()));
  }

  private Uni<Void> end(Row row) {
    return end(
        row.getUUID("run_id"),
        row.getInteger("generation"),
        List.of(row.getArrayOfIntegers("units")));
  }

  private Uni<Counted> count(SqlConnection tx, LockedRun run, List<Loss> all) {
    List<Loss> lost =
        all.stream().filter(loss -> loss.unit().generation() == run.generation()).toList();
    Integer[] units = column(lost, Integer[]::new, loss -> loss.unit().n());
    Integer[] before = column(lost, Integer[]::new, Loss::before);
    Counted counted = new Counted(run, new ArrayList<>(), new ArrayList<>());
    return Db.query(tx, COUNT, run.id(), units, run.generation(), before)
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

  private Uni<Void> end(UUID runId, int generation, List<Integer> units) {
    return units.isEmpty()
        ? Uni.createFrom().voidItem()
        : specs
            .get(runId, generation)
            .flatMap(known -> scores.take(List.of(report(runId, generation, known.spec(), units))));
  }

  private static ScoreReport report(UUID runId, int generation, RunSpec spec, List<Integer> units) {
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
            .map(n -> new ScoreReport.Unit(new UnitRef(runId, n, generation), failed))
            .toList());
  }
}

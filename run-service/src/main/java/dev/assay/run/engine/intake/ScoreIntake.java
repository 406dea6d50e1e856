package dev.assay.run.engine.intake;

import dev.assay.common.error.Failure;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.part.UnitRef;
import dev.assay.run.engine.books.AttemptStore;
import dev.assay.run.engine.books.Canary;
import dev.assay.run.engine.books.CanaryStore;
import dev.assay.run.engine.books.JudgeCuts;
import dev.assay.run.engine.books.JudgeLedger;
import dev.assay.run.engine.books.ScoreStore;
import dev.assay.run.engine.books.Settlement;
import dev.assay.run.engine.dispatch.Bell;
import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.trace.UnitTraces;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLocks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes scores in: each (unit, scorer) once; the unit settles when its last scorer has reported,
 * the run with its last unit, in that same transaction.
 */
@ApplicationScoped
public class ScoreIntake {
  private static final String READY =
      """
      select u.n from units u
      where u.run_id = $1 and u.n = any($2) and u.status = 'answered'
        and u.scores_due - cardinality($3::text[]) <= (
          select count(*) from scores s
          where s.run_id = u.run_id and s.n = u.n and s.key <> all($3))
      """;

  private static final String TRIAL =
      "update trials set report = $2::text::json where id = $1 and report is null";

  private final Db db;
  private final Settlement settlement;
  private final Bell bell;
  private final RunSpecs specs;
  private final TaskSender tasks;
  private final UnitTraces traces;

  /** With the part that settles, and the bell: judges may be free again. */
  public ScoreIntake(
      Db db,
      Settlement settlement,
      Bell bell,
      RunSpecs specs,
      TaskSender tasks,
      UnitTraces traces) {
    this.traces = traces;
    this.specs = specs;
    this.tasks = tasks;
    this.db = db;
    this.bell = bell;
    this.settlement = settlement;
  }

  /** Takes a batch in; completes when it is committed. */
  public Uni<Void> take(List<ScoreReport> reports) {
    Instant since = traces.begin();
    return NotStorableException.blaming(() -> Uni.createFrom().item(Said.by(reports)))
        .flatMap(
            said ->
                db.inTransaction(tx -> write(tx, said.lines(), said.spent()))
                    .invoke(written -> ring(written.runs()))
                    .invoke(
                        () -> traces.written("scores", said.lines(), ScoreStore.Line::unit, since))
                    .call(written -> combine(written, said.lines())))
        .replaceWithVoid();
  }

  /** What reports say: each score once, and what was spent on it. */
  private record Said(List<ScoreStore.Line> lines, List<ScoreReport.Spent> spent) {
    static Said by(List<ScoreReport> reports) {
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
      List<ScoreReport.Spent> spent =
          reports.stream()
              .filter(report -> report.spent() != null)
              .flatMap(report -> report.spent().stream())
              .toList();
      return new Said(List.copyOf(lines.values()), spent);
    }
  }

  /**
   * What a batch did.
   *
   * @param refused units per run whose judges will not be asked any more
   */
  private record Written(Map<UUID, LockedRun> runs, Map<UUID, List<Integer>> refused) {}

  /** A score of no judge frees no place of anybody. */
  private void ring(Map<UUID, LockedRun> runs) {
    if (runs.values().stream().anyMatch(run -> !run.judgeKeys().isEmpty())) {
      bell.ring();
    }
  }

  /** Units whose judges have spoken go back to the scorers that combine what they said. */
  private Uni<Void> combine(Written written, List<ScoreStore.Line> lines) {
    Map<UUID, LockedRun> runs = written.runs();
    Map<UUID, Set<Integer>> spoken = new LinkedHashMap<>();
    written.refused().forEach((run, units) -> spoken.put(run, new TreeSet<>(units)));
    for (ScoreStore.Line line : lines) {
      LockedRun run = runs.get(line.unit().runId());
      if (run != null && run.judgeKeys().contains(line.score().key())) {
        spoken.computeIfAbsent(run.id(), r -> new TreeSet<>()).add(line.unit().n());
      }
    }
    return InOrder.each(spoken.entrySet(), e -> combine(runs.get(e.getKey()), e.getValue()));
  }

  private Uni<Void> combine(LockedRun run, Set<Integer> units) {
    return specs
        .get(run.id(), run.generation())
        .map(known -> known.spec().combiningKeys().toArray(String[]::new))
        .flatMap(keys -> ready(run, units, keys))
        .flatMap(
            ready ->
                ready.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : tasks.send(Map.of(run.id(), ready)));
  }

  /** The units that only wait for the scorers of these keys. */
  private Uni<List<Integer>> ready(LockedRun run, Set<Integer> units, String[] keys) {
    return keys.length == 0
        ? Uni.createFrom().item(List.of())
        : db.query(READY, run.id(), units.toArray(Integer[]::new), keys).map(ScoreIntake::numbers);
  }

  private static List<Integer> numbers(Iterable<Row> rows) {
    List<Integer> numbers = new ArrayList<>();
    rows.forEach(row -> numbers.add(row.getInteger("n")));
    return numbers;
  }

  private Uni<Written> write(
      SqlConnection tx, List<ScoreStore.Line> lines, List<ScoreReport.Spent> spent) {
    Set<UUID> ids = new TreeSet<>();
    lines.forEach(line -> ids.add(line.unit().runId()));
    spent.forEach(one -> ids.add(one.unit().runId()));
    return RunLocks.lock(tx, ids)
        .flatMap(runs -> write(tx, runs, lines, spent).map(refused -> new Written(runs, refused)));
  }

  private Uni<Map<UUID, List<Integer>>> write(
      SqlConnection tx,
      Map<UUID, LockedRun> runs,
      List<ScoreStore.Line> lines,
      List<ScoreReport.Spent> spent) {
    return NotStorableException.blaming(() -> keep(tx, runs, lines, spent))
        .flatMap(kept -> settleRuns(tx, runs, lines, kept.booked(), kept.fresh()));
  }

  /** What of a batch was not in the books before. */
  private record Kept(List<ScoreStore.Booked> booked, List<AttemptStore.Fresh> fresh) {}

  private static Uni<Kept> keep(
      SqlConnection tx,
      Map<UUID, LockedRun> runs,
      List<ScoreStore.Line> lines,
      List<ScoreReport.Spent> spent) {
    return ScoreStore.insert(tx, lines)
        .call(booked -> CanaryStore.keep(tx, canaries(runs, lines)))
        .call(booked -> keepTrials(tx, runs, lines))
        .flatMap(
            booked ->
                JudgeLedger.book(tx, runs, lines, spent).map(fresh -> new Kept(booked, fresh)));
  }

  /** Scores of no run may be those of a trial, for which somebody waits. */
  private static Uni<Void> keepTrials(
      SqlConnection tx, Map<UUID, LockedRun> runs, List<ScoreStore.Line> lines) {
    return InOrder.each(
        lines.stream().filter(line -> !runs.containsKey(line.unit().runId())).toList(),
        line -> Db.query(tx, TRIAL, line.unit().runId(), JsonColumns.text(line.score())));
  }

  private static List<ScoreStore.Line> canaries(
      Map<UUID, LockedRun> runs, List<ScoreStore.Line> lines) {
    return lines.stream()
        .filter(l -> Canary.isOne(l.unit().n()) && runs.containsKey(l.unit().runId()))
        .toList();
  }

  /**
   * Every unit reported is looked at, not only those whose scores are new: one that has all its
   * scores and did not settle with them settles when they come again. The item is which units got
   * an error because their judge was refused.
   */
  private Uni<Map<UUID, List<Integer>>> settleRuns(
      SqlConnection tx,
      Map<UUID, LockedRun> runs,
      List<ScoreStore.Line> lines,
      List<ScoreStore.Booked> booked,
      List<AttemptStore.Fresh> attempts) {
    Map<UUID, List<AttemptStore.Fresh>> asked =
        attempts.stream().collect(Collectors.groupingBy(AttemptStore.Fresh::runId));
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
    Map<UUID, List<Integer>> refused = new LinkedHashMap<>();
    return InOrder.each(
            toBook,
            run ->
                settle(
                        tx,
                        run,
                        JudgeCuts.refusals(run, lines),
                        reported.getOrDefault(run.id(), Set.of()),
                        change(
                            fresh.getOrDefault(run.id(), List.of()),
                            asked.getOrDefault(run.id(), List.of())))
                    .invoke(units -> note(refused, run, units)))
        .replaceWith(refused);
  }

  private static void note(Map<UUID, List<Integer>> refused, LockedRun run, List<Integer> units) {
    if (!units.isEmpty()) {
      refused.put(run.id(), units);
    }
  }

  private static RunChange change(
      List<ScoreStore.Booked> scores, List<AttemptStore.Fresh> attempts) {
    RunChange change = new RunChange();
    scores.forEach(unit -> change.scores(unit.sum(), unit.count()));
    JudgeLedger.add(change, attempts);
    return change;
  }

  private Uni<List<Integer>> settle(
      SqlConnection tx,
      LockedRun run,
      Map<String, Failure> refusals,
      Set<Integer> reported,
      RunChange change) {
    if (refusals.isEmpty()) {
      return settlement
          .settle(tx, run, change, List.of(), List.copyOf(reported), null)
          .replaceWith(List.of());
    }
    Failure first = refusals.values().iterator().next();
    return specs
        .get(tx, run)
        .flatMap(known -> JudgeCuts.refuse(tx, run, known.spec(), refusals))
        .call(
            refused -> {
              Set<Integer> due = new TreeSet<>(reported);
              due.addAll(refused);
              return settlement.settle(tx, run, change, List.of(), List.copyOf(due), first);
            });
  }
}

package dev.assay.run.intake;

import dev.assay.common.json.Json;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.UnitRef;
import dev.assay.run.db.Db;
import dev.assay.run.dispatch.Bell;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.spending.Charge;
import dev.assay.run.state.LockedRun;
import dev.assay.run.state.RunChange;
import dev.assay.run.state.RunLocks;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
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
  private static final String JUDGED =
      """
      delete from judgings j
      using unnest($1::uuid[], $2::int[], $3::text[], $4::int[]) as i(run_id, n, key, generation)
      where j.run_id = i.run_id and j.n = i.n and j.key = i.key and j.generation <= i.generation
      """;

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

  /** With the part that settles, and the bell: judges may be free again. */
  public ScoreIntake(Db db, Settlement settlement, Bell bell, RunSpecs specs, TaskSender tasks) {
    this.specs = specs;
    this.tasks = tasks;
    this.db = db;
    this.bell = bell;
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
    List<ScoreStore.Line> all = List.copyOf(lines.values());
    List<ScoreReport.Spent> spent =
        reports.stream()
            .filter(report -> report.spent() != null)
            .flatMap(report -> report.spent().stream())
            .toList();
    return db.inTransaction(tx -> write(tx, all, spent))
        .invoke(this::ring)
        .call(runs -> combine(runs, all))
        .replaceWithVoid();
  }

  /** A score of no judge frees no place of anybody. */
  private void ring(Map<UUID, LockedRun> runs) {
    if (runs.values().stream().anyMatch(run -> !run.judgeKeys().isEmpty())) {
      bell.ring();
    }
  }

  /** Units whose judges have spoken go back to the scorers that combine what they said. */
  private Uni<Void> combine(Map<UUID, LockedRun> runs, List<ScoreStore.Line> lines) {
    Map<UUID, Set<Integer>> spoken = new LinkedHashMap<>();
    for (ScoreStore.Line line : lines) {
      LockedRun run = runs.get(line.unit().runId());
      if (run != null && run.judgeKeys().contains(line.score().key())) {
        spoken.computeIfAbsent(run.id(), r -> new TreeSet<>()).add(line.unit().n());
      }
    }
    return Multi.createFrom()
        .iterable(spoken.entrySet())
        .onItem()
        .transformToUniAndConcatenate(e -> combine(runs.get(e.getKey()), e.getValue()))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> combine(LockedRun run, Set<Integer> units) {
    return specs
        .get(run.id(), run.generation())
        .map(known -> known.spec().combiningKeys().toArray(String[]::new))
        .flatMap(
            keys ->
                keys.length == 0
                    ? Uni.createFrom().voidItem()
                    : db.query(READY, run.id(), units.toArray(Integer[]::new), keys)
                        .map(ScoreIntake::numbers)
                        .flatMap(
                            ready ->
                                ready.isEmpty()
                                    ? Uni.createFrom().voidItem()
                                    : tasks.send(Map.of(run.id(), ready))));
  }

  private static List<Integer> numbers(Iterable<Row> rows) {
    List<Integer> numbers = new ArrayList<>();
    rows.forEach(row -> numbers.add(row.getInteger("n")));
    return numbers;
  }

  private Uni<Map<UUID, LockedRun>> write(
      SqlConnection tx, List<ScoreStore.Line> lines, List<ScoreReport.Spent> spent) {
    Set<UUID> ids = new TreeSet<>();
    lines.forEach(line -> ids.add(line.unit().runId()));
    spent.forEach(one -> ids.add(one.unit().runId()));
    return RunLocks.lock(tx, ids)
        .flatMap(
            runs ->
                ScoreStore.insert(tx, lines)
                    .call(booked -> CanaryStore.keep(tx, canaries(runs, lines)))
                    .call(booked -> keepTrials(tx, runs, lines))
                    .flatMap(
                        booked ->
                            bookJudges(tx, runs, lines, spent)
                                .flatMap(fresh -> settleRuns(tx, runs, lines, booked, fresh)))
                    .replaceWith(runs));
  }

  /** Scores of no run may be those of a trial, for which somebody waits. */
  private static Uni<Void> keepTrials(
      SqlConnection tx, Map<UUID, LockedRun> runs, List<ScoreStore.Line> lines) {
    return Multi.createFrom()
        .iterable(lines)
        .filter(line -> !runs.containsKey(line.unit().runId()))
        .onItem()
        .transformToUniAndConcatenate(
            line ->
                Db.query(
                    tx,
                    TRIAL,
                    line.unit().runId(),
                    Json.mapper().valueToTree(line.score()).toString()))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private static List<ScoreStore.Line> canaries(
      Map<UUID, LockedRun> runs, List<ScoreStore.Line> lines) {
    return lines.stream()
        .filter(l -> Canary.isOne(l.unit().n()) && runs.containsKey(l.unit().runId()))
        .toList();
  }

  /**
   * The ledger of what judges were asked, also of scores that came too late or never: the provider
   * was asked all the same. What was under way is no longer. The item is what was not on record.
   */
  private static Uni<List<AttemptStore.Fresh>> bookJudges(
      SqlConnection tx,
      Map<UUID, LockedRun> runs,
      List<ScoreStore.Line> lines,
      List<ScoreReport.Spent> spent) {
    List<ScoreStore.Line> judged =
        lines.stream().filter(l -> isJudge(runs, l.unit(), l.score().key())).toList();
    List<AttemptStore.Line> attempts = new ArrayList<>();
    for (ScoreStore.Line line : judged) {
      if (line.score().judging() != null) {
        line.score()
            .judging()
            .attempts()
            .forEach(a -> attempts.add(new AttemptStore.Line(line.unit(), line.score().key(), a)));
      }
    }
    spent.stream()
        .filter(one -> isJudge(runs, one.unit(), one.key()))
        .forEach(
            one ->
                one.attempts()
                    .forEach(a -> attempts.add(new AttemptStore.Line(one.unit(), one.key(), a))));
    return AttemptStore.insert(tx, attempts).call(fresh -> forget(tx, judged));
  }

  private static boolean isJudge(Map<UUID, LockedRun> runs, UnitRef unit, String key) {
    LockedRun run = runs.get(unit.runId());
    return run != null && run.judgeKeys().contains(key);
  }

  private static Uni<?> forget(SqlConnection tx, List<ScoreStore.Line> judged) {
    return judged.isEmpty()
        ? Uni.createFrom().voidItem()
        : Db.query(
            tx,
            JUDGED,
            judged.stream().map(l -> l.unit().runId()).toArray(UUID[]::new),
            judged.stream().map(l -> l.unit().n()).toArray(Integer[]::new),
            judged.stream().map(l -> l.score().key()).toArray(String[]::new),
            judged.stream().map(l -> l.unit().generation()).toArray(Integer[]::new));
  }

  /**
   * Every unit reported is looked at, not only those whose scores are new: one that has all its
   * scores and did not settle with them settles when they come again.
   */
  private Uni<Void> settleRuns(
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
    return Multi.createFrom()
        .iterable(toBook)
        .onItem()
        .transformToUniAndConcatenate(
            run ->
                settle(
                    tx,
                    run,
                    List.copyOf(reported.getOrDefault(run.id(), Set.of())),
                    fresh.getOrDefault(run.id(), List.of()),
                    asked.getOrDefault(run.id(), List.of())))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> settle(
      SqlConnection tx,
      LockedRun run,
      List<Integer> units,
      List<ScoreStore.Booked> booked,
      List<AttemptStore.Fresh> attempts) {
    RunChange change = new RunChange();
    booked.forEach(unit -> change.scores(unit.sum(), unit.count()));
    for (AttemptStore.Fresh attempt : attempts) {
      change.tokens(attempt.tokensIn(), attempt.tokensOut());
      Charge charge = attempt.charge();
      if (charge.cost() != null || charge.possible()) {
        change.cost(charge.cost());
      }
    }
    return settlement.settle(tx, run, change, List.of(), units, null);
  }
}

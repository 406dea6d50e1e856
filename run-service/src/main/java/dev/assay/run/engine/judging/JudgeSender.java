package dev.assay.run.engine.judging;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.UnitRef;
import dev.assay.run.engine.intake.ScoreIntake;
import dev.assay.run.engine.judging.JudgingClaims.Judging;
import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.runs.RunSpecs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Sends what was handed to judges, and stamps what the broker accepted. */
@ApplicationScoped
public class JudgeSender {
  private final JudgingClaims claims;
  private final RunSpecs specs;
  private final JudgeRefs judges;
  private final TaskSender tasks;
  private final ScoreIntake scores;

  public JudgeSender(
      JudgingClaims claims,
      RunSpecs specs,
      JudgeRefs judges,
      TaskSender tasks,
      ScoreIntake scores) {
    this.claims = claims;
    this.specs = specs;
    this.judges = judges;
    this.tasks = tasks;
    this.scores = scores;
  }

  /** Sends and stamps. What cannot be sent now is found by the sweeper: no failure. */
  public Uni<Void> send(List<Judging> judgings) {
    Map<UUID, List<Judging>> byRun = new LinkedHashMap<>();
    judgings.forEach(j -> byRun.computeIfAbsent(j.runId(), r -> new ArrayList<>()).add(j));
    return InOrder.each(byRun.values(), this::sendRun);
  }

  private Uni<Void> sendRun(List<Judging> judgings) {
    Judging any = judgings.get(0);
    return specs.get(any.runId(), any.generation()).flatMap(run -> sendRun(run, judgings));
  }

  private Uni<Void> sendRun(RunSpecs.Known run, List<Judging> judgings) {
    return judges
        .of(run)
        .call(found -> giveMissing(run, judgings, found.missing()))
        .flatMap(found -> ask(there(judgings, found.judges()), found.judges()));
  }

  private static List<Judging> there(
      List<Judging> judgings, Map<String, ScoringTask.Judge> judges) {
    return judgings.stream().filter(j -> judges.containsKey(j.key())).toList();
  }

  /** The provider of these judges was deleted meanwhile: nobody can be asked. */
  private Uni<Void> giveMissing(
      RunSpecs.Known run, List<Judging> judgings, Map<String, String> missing) {
    return InOrder.each(
        missing.entrySet(),
        e ->
            give(
                run,
                judgings.stream().filter(j -> j.key().equals(e.getKey())).toList(),
                new Failure(ErrorCode.JUDGE_FAILED, e.getValue())));
  }

  private Uni<Void> ask(List<Judging> judgings, Map<String, ScoringTask.Judge> refs) {
    if (judgings.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<Integer, Set<String>> keysOf = new LinkedHashMap<>();
    judgings.forEach(j -> keysOf.computeIfAbsent(j.n(), n -> new TreeSet<>()).add(j.key()));
    Map<Set<String>, List<Integer>> units = new LinkedHashMap<>();
    keysOf.forEach((n, keys) -> units.computeIfAbsent(keys, k -> new ArrayList<>()).add(n));
    Judging any = judgings.get(0);
    return InOrder.flatMap(
            units.entrySet(), e -> tasks.sendToJudges(any.runId(), e.getValue(), e.getKey(), refs))
        .map(HashSet::new)
        .flatMap(sent -> claims.stamp(any.runId(), any.generation(), of(judgings, sent)));
  }

  private static List<Judging> of(List<Judging> judgings, Set<Integer> units) {
    return judgings.stream().filter(j -> units.contains(j.n())).toList();
  }

  /** Gives up: the scorers of these judges have an error. */
  public Uni<Void> giveUp(List<Judging> judgings, Failure failure) {
    Judging any = judgings.get(0);
    return specs.get(any.runId(), any.generation()).flatMap(run -> give(run, judgings, failure));
  }

  private Uni<Void> give(RunSpecs.Known run, List<Judging> judgings, Failure failure) {
    if (judgings.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<ScoreReport.Unit> units = new ArrayList<>();
    for (Judging judging : judgings) {
      run.spec().scorers().stream()
          .filter(s -> s.key().equals(judging.key()))
          .map(s -> Score.failed(s, failure))
          .forEach(score -> units.add(new ScoreReport.Unit(unit(judging), List.of(score))));
    }
    return scores.take(List.of(new ScoreReport(units)));
  }

  private static UnitRef unit(Judging judging) {
    return new UnitRef(judging.runId(), judging.n(), judging.generation());
  }
}

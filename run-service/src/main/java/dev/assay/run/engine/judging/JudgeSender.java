package dev.assay.run.engine.judging;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.UnitRef;
import dev.assay.run.engine.intake.ScoreIntake;
import dev.assay.run.engine.judging.JudgingClaims.Judging;
import dev.assay.run.engine.leases.Lease;
import dev.assay.run.engine.leases.Leases;
import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.runs.RunSpecs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sends what was handed to judges, and stamps what the broker accepted. */
@ApplicationScoped
public class JudgeSender {
  private final JudgingClaims claims;
  private final Leases leases;
  private final RunSpecs specs;
  private final JudgeRefs judges;
  private final TaskSender tasks;
  private final ScoreIntake scores;

  public JudgeSender(
      JudgingClaims claims,
      Leases leases,
      RunSpecs specs,
      JudgeRefs judges,
      TaskSender tasks,
      ScoreIntake scores) {
    this.claims = claims;
    this.leases = leases;
    this.specs = specs;
    this.judges = judges;
    this.tasks = tasks;
    this.scores = scores;
  }

  /** Sends and stamps. What cannot be sent now is found by the sweeper: no failure. */
  public Uni<Void> send(List<Judging> judgings) {
    if (judgings.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<UUID, List<Judging>> byRun = new LinkedHashMap<>();
    judgings.forEach(j -> byRun.computeIfAbsent(j.runId(), r -> new ArrayList<>()).add(j));
    return leases.during(
        judgings, claims, lease -> InOrder.each(byRun.values(), run -> sendRun(lease, run)));
  }

  private Uni<Void> sendRun(Lease<Judging> lease, List<Judging> judgings) {
    Judging any = judgings.get(0);
    return specs.get(any.runId(), any.generation()).flatMap(run -> sendRun(lease, run, judgings));
  }

  private Uni<Void> sendRun(Lease<Judging> lease, RunSpecs.Known run, List<Judging> judgings) {
    return judges
        .of(run)
        .call(found -> giveMissing(run, judgings, found.missing()))
        .flatMap(found -> ask(lease, there(judgings, found.judges()), found.judges()));
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

  private Uni<Void> ask(
      Lease<Judging> lease, List<Judging> judgings, Map<String, ScoringTask.Judge> refs) {
    if (judgings.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<Integer, List<Judging>> byUnit = new LinkedHashMap<>();
    judgings.forEach(j -> byUnit.computeIfAbsent(j.n(), n -> new ArrayList<>()).add(j));
    Map<Set<String>, List<Integer>> units = new LinkedHashMap<>();
    byUnit.forEach((n, of) -> units.computeIfAbsent(keys(of), k -> new ArrayList<>()).add(n));
    TaskSender.Carrier carrier =
        (ns, send) ->
            lease.sending(ns.stream().flatMap(n -> byUnit.get(n).stream()).toList(), send);
    UUID runId = judgings.get(0).runId();
    return InOrder.each(
            units.entrySet(),
            e -> tasks.sendToJudges(runId, e.getValue(), e.getKey(), refs, carrier))
        .flatMap(sent -> lease.stamp());
  }

  private static Set<String> keys(List<Judging> judgings) {
    return judgings.stream().map(Judging::key).collect(Collectors.toCollection(TreeSet::new));
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

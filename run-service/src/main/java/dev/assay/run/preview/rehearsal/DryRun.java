package dev.assay.run.preview.rehearsal;

import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.UnitStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.library.scorers.catalogue.Scoring;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.verdict.gate.Gate;
import dev.assay.run.verdict.gate.GateResult;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.ScorerSummary;
import dev.assay.run.verdict.summary.Summaries;
import dev.assay.run.verdict.totals.memory.MemoryTotals;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import dev.assay.run.verdict.totals.memory.UnitOutcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a few items through the real path: prompts are rendered, a worker calls the simulated
 * provider, scoring-service applies the scorers, the gate is evaluated. Nothing is stored.
 */
@ApplicationScoped
class DryRun {
  private final DryCalls calls;
  private final Scoring scoring;
  private final WorkerRegistry workers;

  DryRun(DryCalls calls, Scoring scoring, WorkerRegistry workers) {
    this.calls = calls;
    this.scoring = scoring;
    this.workers = workers;
  }

  Uni<DryRunReport> of(ResolvedRun run, PromptSample sample) {
    if (workers.alive() == 0) {
      return Uni.createFrom()
          .item(
              report(
                  sample,
                  List.of(),
                  List.of("No worker is there: nothing was tried. Start worker-service.")));
    }
    List<ScorerSpec> scorers = Plain.scorers(run.spec());
    return calls
        .ask(run.workspaceId(), run.spec(), sample)
        .flatMap(called -> score(run, sample, scorers, called));
  }

  private Uni<DryRunReport> score(
      ResolvedRun run,
      PromptSample sample,
      List<ScorerSpec> scorers,
      List<DryCalls.Called> called) {
    List<ScoringTask.Unit> answered = new ArrayList<>();
    for (DryCalls.Called call : called) {
      call.reply()
          .map(reply -> reply.answer())
          .ifPresent(
              answer -> answered.add(new ScoringTask.Unit(call.unit(), call.item(), answer)));
    }
    if (answered.isEmpty() || scorers.isEmpty()) {
      return Uni.createFrom()
          .item(judge(run, sample, scorers, called, answered, new ScoreReport(List.of())));
    }
    return scoring
        .ask(scorers, answered)
        .map(scored -> judge(run, sample, scorers, called, answered, scored))
        .onFailure(ProblemException.class)
        .recoverWithItem(
            e -> report(sample, called, List.of("The answers were not scored: " + e.getMessage())));
  }

  private static DryRunReport judge(
      ResolvedRun run,
      PromptSample sample,
      List<ScorerSpec> scorers,
      List<DryCalls.Called> called,
      List<ScoringTask.Unit> answered,
      ScoreReport scored) {
    RunSummary summary = summary(scorers, answered, scored);
    Gate gate = Plain.gate(run.spec());
    GateResult result = gate.judge(summary, null);
    Verdict verdict = gate.criteria().isEmpty() || answered.isEmpty() ? null : result.verdict();
    List<String> findings = new ArrayList<>(Findings.ofPrompts(sample));
    findings.addAll(Findings.ofCalls(called));
    findings.addAll(Findings.ofScores(scored));
    findings.addAll(Findings.ofGate(verdict, result, answered));
    Map<String, DryRunReport.Trial> trials = new LinkedHashMap<>();
    summary.overall().scorers().forEach((key, s) -> trials.put(key, trial(s)));
    return new DryRunReport(
        sample.prompts().size() + sample.failures().size(),
        answered.size(),
        trials,
        Plain.leftOut(run.spec()),
        verdict,
        verdict == null ? List.of() : result.criteria(),
        findings);
  }

  private static DryRunReport report(
      PromptSample sample, List<DryCalls.Called> called, List<String> trouble) {
    List<String> findings = new ArrayList<>(trouble);
    findings.addAll(Findings.ofPrompts(sample));
    findings.addAll(Findings.ofCalls(called));
    int answered =
        (int) called.stream().filter(c -> c.reply().map(r -> r.answer()).isPresent()).count();
    return new DryRunReport(
        sample.prompts().size() + sample.failures().size(),
        answered,
        Map.of(),
        List.of(),
        null,
        List.of(),
        findings);
  }

  private static DryRunReport.Trial trial(ScorerSummary s) {
    return new DryRunReport.Trial(s.mean(), s.passRate(), s.count(), s.errors(), s.skipped());
  }

  private static RunSummary summary(
      List<ScorerSpec> scorers, List<ScoringTask.Unit> answered, ScoreReport report) {
    Map<Integer, List<Score>> scores = new HashMap<>();
    report.units().forEach(u -> scores.put(u.unit().n(), u.scores()));
    List<ScoredUnit> units =
        answered.stream()
            .map(unit -> scored(unit, scores.getOrDefault(unit.unit().n(), List.of())))
            .toList();
    return Summaries.of(scorers, MemoryTotals.of(scorers, 1, units));
  }

  private static ScoredUnit scored(ScoringTask.Unit unit, List<Score> scores) {
    Answer answer = unit.answer();
    UnitStatus status = UnitOutcome.of(scores);
    return new ScoredUnit(
        unit.unit().n(),
        unit.item().section(),
        unit.item().label(),
        status,
        false,
        answer.latencyMs() == null ? null : answer.latencyMs().intValue(),
        answer.ttftMs() == null ? null : answer.ttftMs().intValue(),
        scores);
  }

  /** What of a definition can be tried without asking anybody but the simulated provider. */
  private static final class Plain {
    /** Also what is made of scores that are not there. */
    private static List<String> leftOut(RunSpec spec) {
      List<String> asking = spec.judgeKeys();
      return spec.scorers().stream()
          .filter(s -> asking.contains(s.key()) || combinesOneOf(s, asking))
          .map(ScorerSpec::key)
          .toList();
    }

    private static boolean combinesOneOf(ScorerSpec scorer, List<String> keys) {
      return RunSpec.COMBINING.equals(scorer.id())
          && scorer.params() != null
          && keys.stream().anyMatch(key -> scorer.params().path("weights").has(key));
    }

    private static List<ScorerSpec> scorers(RunSpec spec) {
      List<String> leftOut = leftOut(spec);
      return spec.scorers().stream().filter(s -> !leftOut.contains(s.key())).toList();
    }

    private static Gate gate(RunSpec spec) {
      Gate gate = Gate.parse(spec.gate(), new ArrayList<>());
      List<String> leftOut = leftOut(spec);
      return new Gate(
          gate.criteria().stream().filter(c -> !leftOut.contains(c.scorer())).toList(),
          false,
          true);
    }
  }
}

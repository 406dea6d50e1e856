package dev.assay.run.preview.rehearsal;

import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.status.ScoreStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.preview.forecast.Forecast;
import dev.assay.run.preview.forecast.JudgeForecast;
import dev.assay.run.preview.forecast.Range;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.gate.CriterionResult;
import dev.assay.run.verdict.gate.CriterionResult.Outcome;
import dev.assay.run.verdict.gate.GateResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a rehearsal shows that a person should mend before the run costs anything. */
final class Findings {
  private static final int EXAMPLES = 3;

  private Findings() {}

  static List<String> ofPrompts(PromptSample sample) {
    return sample.failures().entrySet().stream()
        .limit(EXAMPLES)
        .map(e -> "The prompt does not fit item " + e.getKey() + ": " + e.getValue())
        .toList();
  }

  static List<String> ofCalls(List<DryCalls.Called> called) {
    List<String> findings = new ArrayList<>();
    long silent = called.stream().filter(c -> c.reply().isEmpty()).count();
    if (silent > 0) {
      findings.add(silent + " of " + called.size() + " calls were not answered in time.");
    }
    called.stream()
        .filter(c -> c.reply().map(r -> r.failure()).isPresent())
        .limit(EXAMPLES)
        .forEach(
            c ->
                findings.add(
                    "Item "
                        + c.item().id()
                        + " failed: "
                        + c.reply().orElseThrow().failure().message()));
    return findings;
  }

  /** One sentence per scorer that could not measure, with its first reason. */
  static List<String> ofScores(ScoreReport report) {
    Map<String, String> reasons = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (ScoreReport.Unit unit : report.units()) {
      for (Score score : unit.scores()) {
        if (score.status() == ScoreStatus.ERROR) {
          counts.merge(score.key(), 1, Integer::sum);
          reasons.putIfAbsent(score.key(), score.error() == null ? "" : score.error().message());
        }
      }
    }
    return counts.entrySet().stream()
        .map(
            e ->
                e.getKey()
                    + " could not measure "
                    + e.getValue()
                    + " of "
                    + report.units().size()
                    + " answers: "
                    + reasons.get(e.getKey()))
        .toList();
  }

  /** A gate that fails answers which are what the items expect would fail everybody. */
  static List<String> ofGate(Verdict verdict, GateResult result, List<ScoringTask.Unit> answered) {
    List<String> findings = new ArrayList<>();
    long open = answered.stream().filter(u -> u.item().expected() == null).count();
    if (open > 0) {
      findings.add(
          open
              + " of "
              + answered.size()
              + " items expect nothing: the simulated provider made up an answer, and what the"
              + " scorers say of it tells little.");
    }
    if (verdict == Verdict.FAIL && open == 0) {
      for (CriterionResult criterion : result.criteria()) {
        if (criterion.outcome() == Outcome.FAIL
            && criterion.criterion().severity() == Severity.ERROR) {
          findings.add("Even the expected answers fail the gate: " + criterion.message());
        }
      }
    }
    return findings;
  }

  /**
   * Where a budget would cut the run.
   *
   * @param target null when the caller pushes the answers
   * @param judges null for none
   */
  static List<String> ofBudget(RunSpec.Budget budget, Forecast target, JudgeForecast judges) {
    List<String> findings = new ArrayList<>();
    if (budget == null) {
      return findings;
    }
    if (budget.maxCost() != null) {
      // What has no price cannot use it up; the rest may do so alone.
      Range cost =
          both(target == null ? null : target.cost(), judges == null ? null : judges.cost());
      add(findings, "max_cost", budget.maxCost(), cost);
    }
    if (budget.maxTokens() != null) {
      Range tokens =
          both(
              target == null ? null : target.tokensIn().plus(target.tokensOut()),
              judges == null ? null : judges.tokensIn().plus(judges.tokensOut()));
      add(findings, "max_tokens", budget.maxTokens(), tokens);
    }
    if (budget.maxDurationS() != null && target != null) {
      add(findings, "max_duration_s", budget.maxDurationS(), target.durationS());
    }
    return findings;
  }

  private static Range both(Range one, Range other) {
    return one == null ? other : other == null ? one : one.plus(other);
  }

  private static void add(List<String> findings, String name, double limit, Range forecast) {
    if (forecast == null || forecast.high() <= limit) {
      return;
    }
    String how = forecast.expected() > limit ? "would cut" : "could cut";
    int share = (int) Math.floor(100 * limit / Math.max(limit, forecast.expected()));
    findings.add(
        "The budget's "
            + name
            + " "
            + how
            + " the run"
            + (forecast.expected() > limit ? " after about " + share + " % of its items." : "."));
  }
}

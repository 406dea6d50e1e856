package dev.assay.run.verdict.gate;

import dev.assay.common.status.Verdict;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.gate.CriterionResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a gate says of a run.
 *
 * @param verdict of the whole
 * @param criteria in the order of the gate
 * @param vacuous whether nothing could have failed it
 */
public record GateResult(Verdict verdict, List<CriterionResult> criteria, boolean vacuous) {

  /**
   * What whoever reads the verdict should know of it: that the gate decided nothing, or that what a
   * model inferred is behind it.
   */
  public List<Warning> warnings() {
    if (vacuous && verdict == Verdict.NONE) {
      return List.of(
          new Warning(
              "NOTHING_DECIDED",
              "The gate decided nothing: nothing could have failed it, or an answer that knows"
                  + " nothing passes it. Give scorers thresholds or raise the limits."));
    }
    List<CriterionResult> inferred =
        criteria.stream()
            .filter(c -> c.criterion().severity() == Severity.ERROR && c.restsOnInferred())
            .toList();
    return verdict == Verdict.NONE || inferred.isEmpty()
        ? List.of()
        : List.of(new Warning("INFERRED_TRUTH", Sentences.restsOnInferred(inferred)));
  }

  /**
   * With every criterion inconclusive that something speaks against, whether it held or not. One
   * whose value does not exist stays as it is, and so does a verdict of none.
   *
   * @param objections a sentence that speaks against a criterion's number, null for none
   */
  GateResult doubting(Function<Criterion, String> objections) {
    List<CriterionResult> results = new ArrayList<>();
    boolean doubted = false;
    for (CriterionResult result : criteria) {
      String objection = result.observed() == null ? null : objections.apply(result.criterion());
      doubted |= objection != null;
      results.add(objection == null ? result : result.with(Outcome.INCONCLUSIVE, objection));
    }
    boolean stands = !doubted || verdict == Verdict.NONE;
    return stands ? this : new GateResult(Gate.verdict(results), results, vacuous);
  }
}

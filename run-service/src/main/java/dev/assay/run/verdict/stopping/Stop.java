package dev.assay.run.verdict.stopping;

import dev.assay.common.status.Verdict;
import dev.assay.run.verdict.gate.Criterion;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.gate.CriterionResult;
import dev.assay.run.verdict.gate.CriterionResult.Outcome;
import dev.assay.run.verdict.gate.CriterionType;
import dev.assay.run.verdict.gate.Gate;
import dev.assay.run.verdict.gate.GateResult;
import dev.assay.run.verdict.statistics.SequentialProof;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A run was ended early, as it is stored with the run.
 *
 * @param verdict what was decided: pass or fail
 * @param alpha of the sequential test, null when nothing could have changed the verdict
 * @param settled units that had reached their end by then
 * @param generation of the run in which that was; scored anew it says nothing any more
 */
@Schema(name = "Stop")
public record Stop(Verdict verdict, @Nullable Double alpha, long settled, int generation) {

  /**
   * Looks whether the verdict is known.
   *
   * @param how as the run asks for it; must have no obstacle
   * @param generation of the run
   * @return null while it is not
   */
  public static Stop look(EarlyStop how, Gate gate, Tally tally, int generation) {
    Verdict verdict = decide(gate, (type, limits) -> byBounds(limits, tally));
    Double alpha = null;
    if (verdict == null && how.alpha() != null) {
      alpha = how.alpha();
      verdict = decide(gate, (type, limits) -> byTest(limits, tally, how.alpha()));
    }
    return verdict == null
        ? null
        : new Stop(verdict, alpha, tally.passed() + tally.failed() + tally.errored(), generation);
  }

  /** Fail when one criterion surely fails, pass when all surely hold. */
  private static Verdict decide(Gate gate, BiFunction<CriterionType, Criterion, Outcome> by) {
    boolean all = true;
    for (Criterion criterion : EarlyStop.deciding(gate)) {
      Outcome outcome = by.apply(criterion.type(), criterion);
      if (outcome == Outcome.FAIL) {
        return Verdict.FAIL;
      }
      all &= outcome == Outcome.PASS;
    }
    return all ? Verdict.PASS : null;
  }

  // The bounds of a run that ends now are those of its summary, or wider: every way in which it
  // could have gone on stays within them.
  private static Outcome byBounds(Criterion criterion, Tally t) {
    return switch (criterion.type()) {
      case PASS_RATE -> {
        double unmeasured = t.errored() + t.open();
        double all = t.passed() + t.failed() + unmeasured;
        boolean measured = t.passed() + t.failed() > 0;
        yield outcome(criterion, measured, t.passed() / all, (t.passed() + unmeasured) / all);
      }
      case MEAN_SCORE -> {
        double all = t.scoreCount() + t.scoresOpen();
        yield outcome(
            criterion,
            t.scoreCount() > 0,
            t.scoreSum() / all,
            (t.scoreSum() + t.scoresOpen()) / all);
      }
      case FIELD_ACCURACY, MAX_REGRESSIONS, MIN_DELTA -> Outcome.INCONCLUSIVE;
    };
  }

  private static Outcome outcome(
      Criterion criterion, boolean measured, double lower, double upper) {
    if (!measured) {
      return Outcome.INCONCLUSIVE;
    }
    if (criterion.holdsThroughout(lower, upper)) {
      return Outcome.PASS;
    }
    return criterion.holdsNowhere(lower, upper) ? Outcome.FAIL : Outcome.INCONCLUSIVE;
  }

  private static Outcome byTest(Criterion criterion, Tally t, double alpha) {
    // One confidence sequence covers every limit at once. An error counts for what hurts the
    // decision: as failed where it would say above, as passed where it would say below.
    boolean minHolds = criterion.min() == null || above(t, criterion.min(), alpha);
    boolean maxHolds = criterion.max() == null || below(t, criterion.max(), alpha);
    if (minHolds && maxHolds) {
      return Outcome.PASS;
    }
    boolean misses =
        criterion.min() != null && below(t, criterion.min(), alpha)
            || criterion.max() != null && above(t, criterion.max(), alpha);
    return misses ? Outcome.FAIL : Outcome.INCONCLUSIVE;
  }

  private static boolean above(Tally t, double limit, double alpha) {
    return SequentialProof.look(t.passed(), t.failed() + t.errored(), limit, alpha)
        == SequentialProof.Side.ABOVE;
  }

  private static boolean below(Tally t, double limit, double alpha) {
    return SequentialProof.look(t.passed() + t.errored(), t.failed(), limit, alpha)
        == SequentialProof.Side.BELOW;
  }

  /**
   * What the gate says of the run that was ended. A verdict that nothing could change follows from
   * the bounds. What a sequential test has decided stands in place of a criterion's outcome when
   * only units that were cut leave it open, and when the value agrees.
   *
   * @param runGeneration of the run that is judged
   */
  public GateResult on(GateResult judged, int runGeneration) {
    if (alpha == null || generation != runGeneration || judged.verdict() == Verdict.NONE) {
      return judged;
    }
    List<CriterionResult> results = judged.criteria().stream().map(this::on).toList();
    return new GateResult(Gate.verdict(results), results, judged.vacuous());
  }

  private CriterionResult on(CriterionResult result) {
    boolean open =
        result.outcome() == Outcome.INCONCLUSIVE
            && result.criterion().severity() == Severity.ERROR
            && result.observed() != null;
    if (!open) {
      return result;
    }
    boolean holds = result.criterion().holds(result.observed());
    boolean agrees = verdict == Verdict.PASS ? holds : !holds;
    if (!agrees) {
      return result;
    }
    Outcome outcome = holds ? Outcome.PASS : Outcome.FAIL;
    String message =
        String.format(
            Locale.ROOT,
            "%s Decided by a sequential test at alpha %s after %d units.",
            result.message(),
            alpha,
            settled);
    return result.with(outcome, message);
  }

  /** A sentence for people. */
  public String message() {
    String what = verdict == Verdict.PASS ? "pass" : "fail";
    return alpha == null
        ? "The verdict is "
            + what
            + " whatever the remaining items bring: the rest is skipped (early_stop: certain)."
        : "A sequential test at alpha "
            + alpha
            + " decided "
            + what
            + " after "
            + settled
            + " units: the rest is skipped (early_stop).";
  }
}

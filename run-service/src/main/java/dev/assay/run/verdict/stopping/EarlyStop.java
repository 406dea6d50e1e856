package dev.assay.run.verdict.stopping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScorerSpec;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.verdict.gate.Criterion;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.gate.CriterionType;
import dev.assay.run.verdict.gate.Gate;
import java.util.List;

/**
 * When a run may end before all of its units are asked.
 *
 * @param alpha accepted share of wrong decisions; null: only when nothing can change the verdict
 */
public record EarlyStop(Double alpha) {
  private static final double MOST = 0.5;

  /**
   * Reads {@code "certain"} or {@code {alpha}}.
   *
   * @return null for null, and when something was added to the violations
   */
  public static EarlyStop parse(JsonNode json, List<Violation> violations) {
    if (json == null || json.isNull() || json.isMissingNode()) {
      return null;
    }
    if (json.isTextual() && json.asText().equals("certain")) {
      return new EarlyStop(null);
    }
    if (json.isObject() && json.size() == 1 && json.path("alpha").isNumber()) {
      double alpha = json.get("alpha").asDouble();
      if (alpha > 0 && alpha <= MOST) {
        return new EarlyStop(alpha);
      }
      violations.add(
          new Violation("early_stop.alpha", "must be more than 0 and at most " + MOST + "."));
      return null;
    }
    violations.add(
        new Violation(
            "early_stop",
            "is \"certain\" (stop when nothing can change the verdict), {\"alpha\": 0.05} (stop by a"
                + " sequential test), or null."));
    return null;
  }

  /**
   * Why this cannot be done with a gate.
   *
   * @param scorers of the run
   * @param repeats answers to each item
   * @param shuffled whether units are asked in a random order
   * @return a sentence, null when it can be done
   */
  public String obstacle(Gate gate, List<ScorerSpec> scorers, int repeats, boolean shuffled) {
    List<Criterion> deciding = deciding(gate);
    if (deciding.isEmpty()) {
      return "there is no criterion of severity error that could decide a verdict.";
    }
    if (gate.requireConfidence()) {
      return "the gate has require_confidence, and intervals get wider with fewer items.";
    }
    for (Criterion criterion : deciding) {
      boolean whole =
          criterion.section() == null
              && (criterion.scorer() == null
                  || scorers.size() == 1 && scorers.get(0).key().equals(criterion.scorer()));
      boolean counted =
          criterion.type() == CriterionType.PASS_RATE
              || alpha == null && criterion.type() == CriterionType.MEAN_SCORE;
      if (!whole || !counted) {
        return "the criterion "
            + criterion.type().wire()
            + (criterion.scorer() == null ? "" : " of " + criterion.scorer())
            + (criterion.section() == null ? "" : " in section " + criterion.section())
            + " cannot be decided from the run's counters"
            + (alpha == null
                ? "; pass_rate and mean_score of the whole run can."
                : "; a sequential test decides pass_rate of the whole run only.");
      }
    }
    if (alpha != null && repeats > 1) {
      return "with repeats the answers are not independent of each other, as the sequential test"
          + " needs them; early_stop: certain can be used.";
    }
    if (alpha != null && !shuffled) {
      return "in the order of positions the first items are no fair sample; use order: stratified or"
          + " random, or early_stop: certain.";
    }
    return null;
  }

  /** The criteria that a verdict hangs on. */
  static List<Criterion> deciding(Gate gate) {
    return gate.criteria().stream().filter(c -> c.severity() == Severity.ERROR).toList();
  }
}

package dev.assay.system.monitoring;

import dev.assay.system.harness.Programs;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a class of tests as a whole, with one sentence, where Prometheus is not on the PATH; with
 * {@code ASSAY_PROMTOOL=required} its tests run, and fail.
 */
final class WithPrometheus implements ExecutionCondition {
  static final String VARIABLE = "ASSAY_PROMTOOL";
  static final String MISSING =
      "No alert was evaluated: no prometheus and promtool on the PATH (prometheus.io, or your"
          + " system's package prometheus).";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean there =
        Programs.onPath("promtool").isPresent() && Programs.onPath("prometheus").isPresent();
    return there || Programs.required(VARIABLE)
        ? ConditionEvaluationResult.enabled("evaluated by Prometheus")
        : ConditionEvaluationResult.disabled(MISSING);
  }
}

package dev.assay.system.deploy.built;

import dev.assay.system.harness.Programs;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a class of tests as a whole, with one sentence, where kubectl and helm cannot be had; with
 * {@code ASSAY_NODE=required} its tests run, and fail.
 */
public final class WithTools implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing = Tools.missing();
    return missing.isEmpty() || Programs.required("ASSAY_NODE")
        ? ConditionEvaluationResult.enabled("built by the real tools")
        : ConditionEvaluationResult.disabled(missing.get());
  }
}

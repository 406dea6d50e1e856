package dev.assay.run.runs.schema;

import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.TrafficSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a definition takes one of several forms. */
public final class Choices {
  private Choices() {}

  /** {@code name}, {@code name@version}, or its content. */
  @Schema(
      name = "EvaluationChoice",
      oneOf = {String.class, LaunchRequest.class})
  public interface OfEvaluation {}

  /** {@code provider:model}, or an object. */
  @Schema(
      name = "TargetChoice",
      oneOf = {String.class, RunSpec.Target.class})
  public interface OfTarget {}

  /** As a target, with the alias of its run. */
  @Schema(
      name = "TargetUse",
      oneOf = {String.class, TargetForm.class})
  public interface OfTargets {}

  /** The message of the user, or an object. */
  @Schema(
      name = "PromptChoice",
      oneOf = {String.class, RunSpec.Prompt.class})
  public interface OfPrompt {}

  /** {@code name}, {@code name@version}, or an object. */
  @Schema(
      name = "DatasetChoice",
      oneOf = {String.class, DatasetForm.class})
  public interface OfDataset {}

  /** The id of a scorer, or an object. */
  @Schema(
      name = "ScorerUse",
      oneOf = {String.class, ScorerForm.class})
  public interface OfScorer {}

  /** {@code provider:model}, or an object. */
  @Schema(
      name = "JudgeChoice",
      oneOf = {String.class, RunSpec.Judge.class})
  public interface OfJudge {}

  /** A list of criteria, or an object. */
  @Schema(
      name = "GateChoice",
      oneOf = {GateForm.CriterionForm[].class, GateForm.class})
  public interface OfGate {}

  /** {@code certain}: when nothing can change the verdict; or a sequential test. */
  @Schema(
      name = "EarlyStop",
      oneOf = {String.class, EarlyStopForm.class})
  public interface OfEarlyStop {}

  /** Whether a model makes corrections of notes, or which. */
  @Schema(
      name = "InferChoice",
      oneOf = {Boolean.class, TrafficSource.Inference.class})
  public interface OfInference {}

  /** Whether judges need a passport, and which. */
  @Schema(
      name = "PassportChoice",
      oneOf = {Boolean.class, GateForm.PassportForm.class})
  public interface OfPassport {}
}

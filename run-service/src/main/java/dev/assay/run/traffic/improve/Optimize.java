package dev.assay.run.traffic.improve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.runs.RunSpec;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a model is asked for a better version of a skill. A null is the default.
 *
 * @param pairs at most so many corrected answers are shown, 1 to 200; 30 unless given
 * @param provider of the model that is asked; the run's judge unless given, else that of the skill
 * @param model that is asked, together with the provider
 * @param params model parameters
 * @param instructions what whoever asks wants besides, in words
 * @param budget of the run that asks the model; 500,000 tokens unless given
 * @param dryRun only say what would be asked
 */
@Schema(name = "Optimize")
public record Optimize(
    @Schema(minimum = "1", maximum = "200") Integer pairs,
    String provider,
    String model,
    @Schema(ref = "JsonObject") JsonNode params,
    String instructions,
    RunSpec.Budget budget,
    Boolean dryRun) {
  /** Everything by default. */
  static final Optimize PLAIN = new Optimize(null, null, null, null, null, null, null);

  /** What the largest question with its answer never takes: only what goes on without end does. */
  private static final RunSpec.Budget USUAL = new RunSpec.Budget(null, 500_000L, null);

  private static final int USUAL_PAIRS = 30;
  private static final int MOST_PAIRS = 200;
  private static final int LONGEST = 4_000;

  /** With a JSON null for params as none. */
  public Optimize {
    params = params == null || params.isNull() ? null : params;
  }

  /** Whether nothing is to be done. */
  boolean dry() {
    return Boolean.TRUE.equals(dryRun);
  }

  /** The budget, given or usual. */
  RunSpec.Budget limits() {
    return budget == null ? USUAL : budget;
  }

  /**
   * How many corrected answers are shown at most.
   *
   * @throws dev.assay.run.platform.problem.ProblemException with everything that is wrong
   */
  int checked() {
    Checks checks = new Checks();
    int most = checks.within("pairs", pairs, 1, MOST_PAIRS, USUAL_PAIRS);
    if ((provider == null) != (model == null)) {
      checks.violate(
          provider == null ? "provider" : "model", "is missing: give provider and model, or none.");
    }
    if (params != null && !params.isObject()) {
      checks.violate("params", "must be an object of model parameters.");
    }
    if (instructions != null && (instructions.isBlank() || instructions.length() > LONGEST)) {
      checks.violate("instructions", "must have 1 to " + LONGEST + " characters.");
    }
    checks.done();
    return most;
  }
}

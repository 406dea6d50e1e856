package dev.assay.run.traffic.themes.naming;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.runs.RunSpec;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a model is asked for names of themes. A null is the default.
 *
 * @param provider of the model that is asked; the run's judge unless given
 * @param model that is asked, together with the provider
 * @param params model parameters
 * @param budget of the run that asks it; 50,000 tokens unless given
 * @param dryRun only say what would be asked
 */
@Schema(name = "NameThemes")
public record NameThemes(
    String provider,
    String model,
    @Schema(ref = "JsonObject") JsonNode params,
    RunSpec.Budget budget,
    Boolean dryRun) {
  /** Everything by default. */
  static final NameThemes PLAIN = new NameThemes(null, null, null, null, null);

  /** What a question of this size never takes: only a model that thinks without end does. */
  private static final RunSpec.Budget USUAL = new RunSpec.Budget(null, 50_000L, null);

  /** With a JSON null for params as none. */
  public NameThemes {
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
   * Fails when something is wrong with it.
   *
   * @throws dev.assay.run.platform.problem.ProblemException with everything that is wrong
   */
  void check() {
    Checks checks = new Checks();
    if ((provider == null) != (model == null)) {
      checks.violate(
          provider == null ? "provider" : "model", "is missing: give provider and model, or none.");
    }
    if (params != null && !params.isObject()) {
      checks.violate("params", "must be an object of model parameters.");
    }
    checks.done();
  }
}

package dev.assay.run.traffic.improve;

import dev.assay.run.library.skills.StoredSkill;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.traffic.improve.plans.Forecasts;
import dev.assay.run.traffic.improve.plans.OptimizePlan;
import dev.assay.run.traffic.improve.plans.OptimizePlan.AskedModel;
import java.util.Map;
import java.util.UUID;

/**
 * Asking a model for a better version of a skill, before it is done.
 *
 * @param run whose failures it is shown
 * @param skill that is improved
 * @param samples that the model is shown
 * @param failing how many there are
 * @param fields how many of those that are shown show each field
 * @param model that is asked
 * @param launch of the run that asks it
 */
record Optimization(
    UUID run,
    StoredSkill skill,
    int samples,
    int failing,
    Map<String, Integer> fields,
    RunSpec.Judge model,
    LaunchRequest launch) {

  /** What it would take. */
  OptimizePlan plan(Forecasts.Expected expected) {
    return new OptimizePlan(
        skill.name(),
        skill.version(),
        samples,
        fields,
        new AskedModel(model.provider(), model.model()),
        expected.tokens(),
        expected.cost(),
        sentence());
  }

  /** In words. */
  String sentence() {
    return model.model()
        + " of "
        + model.provider()
        + " would be asked once for a better version of "
        + skill.reference()
        + ", shown "
        + samples
        + " of "
        + failing
        + " answers that were corrected, in which "
        + (fields.size() == 1 ? "1 field is" : fields.size() + " fields are")
        + " wrong.";
  }
}

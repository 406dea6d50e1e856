package dev.assay.run.traffic.themes.naming;

import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.traffic.improve.plans.Forecasts;
import dev.assay.run.traffic.improve.plans.OptimizePlan.AskedModel;
import dev.assay.run.traffic.themes.Themes;
import java.util.List;
import java.util.UUID;

/**
 * Asking a model for names of themes, before it is done.
 *
 * @param run whose notes they are
 * @param themes that it is shown
 * @param model that is asked
 * @param launch of the run that asks it
 */
record Naming(UUID run, List<Themes.Theme> themes, RunSpec.Judge model, LaunchRequest launch) {
  /** The terms of each theme, by which it is found again. */
  List<List<String>> terms() {
    return themes.stream().map(Themes.Theme::terms).toList();
  }

  private int notes() {
    return themes.stream().mapToInt(theme -> theme.examples().size()).sum();
  }

  /** What it would take. */
  NamingPlan plan(Forecasts.Expected expected) {
    return new NamingPlan(
        themes.size(),
        notes(),
        new AskedModel(model.provider(), model.model()),
        expected.tokens(),
        expected.cost(),
        sentence());
  }

  private String sentence() {
    return model.model()
        + " of "
        + model.provider()
        + " would be asked once for names of "
        + (themes.size() == 1 ? "1 theme" : themes.size() + " themes")
        + ", shown "
        + notes()
        + " notes.";
  }
}

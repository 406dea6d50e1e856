package dev.assay.run.traffic.improve;

import dev.assay.run.platform.problem.Checks;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a run is launched again; nothing of it is the same run again.
 *
 * @param skillVersion ask the inputs of this version of the run's skill
 * @param optimize have a model propose a version first, and ask the inputs of that
 * @param dryRun only say what would be done
 */
@Schema(name = "Rerun")
public record Rerun(
    @Schema(minimum = "1") Integer skillVersion, Optimize optimize, Boolean dryRun) {
  /** The same run again. */
  static final Rerun SAME = new Rerun(null, null, null);

  /** Whether nothing is to be done. */
  boolean dry() {
    return Boolean.TRUE.equals(dryRun) || optimize != null && optimize.dry();
  }

  /** Whether it is the same run again. */
  boolean same() {
    return skillVersion == null && optimize == null;
  }

  /**
   * The same, checked.
   *
   * @throws dev.assay.run.platform.problem.ProblemException with everything that is wrong
   */
  Rerun checked() {
    Checks checks = new Checks();
    if (skillVersion != null && optimize != null) {
      checks.violate(
          "skill_version", "is a version that is there, optimize makes one: give one of the two.");
    }
    if (skillVersion != null && skillVersion < 1) {
      checks.violate("skill_version", "must be at least 1.");
    }
    checks.done();
    return this;
  }
}

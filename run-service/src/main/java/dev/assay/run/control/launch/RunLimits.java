package dev.assay.run.control.launch;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** What a launch may ask for. */
@ConfigMapping(prefix = "assay.runs")
public interface RunLimits {
  /** Most calls of one run at a time. */
  @WithDefault("1024")
  int maxConcurrency();

  /** Calls at a time when a run does not say. */
  @WithDefault("16")
  int defaultConcurrency();

  /** Most answers to each item. */
  @WithDefault("100")
  int maxRepeats();

  /** Most units of one run: items times repeats. */
  @WithDefault("1000000")
  int maxUnits();

  /** Most runs of one workspace that have not ended. */
  @WithDefault("500")
  int maxOpen();

  /**
   * Refuses a run of a size that it may not have.
   *
   * @param units items times repeats
   * @throws ProblemException EMPTY_DATASET or VALIDATION_FAILED
   */
  default void requireUnits(long units) {
    if (units == 0) {
      throw new ProblemException(
          ErrorCode.EMPTY_DATASET, "The run would have no items; look at limit and sections.");
    }
    if (units > maxUnits()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The run would have more units, items times repeats, than the "
              + maxUnits()
              + " that are allowed. Give fewer repeats, or a limit.",
          List.of(new Violation("repeats", "times the items is more than " + maxUnits())));
    }
  }
}

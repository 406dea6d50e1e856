package dev.assay.run.control.launch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

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
}

package dev.assay.run.verdict.comparison.effort;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What comparisons may take. */
@ConfigMapping(prefix = "assay.comparisons")
public interface ComparisonConfig {
  /** Most values of one comparison: each unit is one, and so is each of its scores. */
  @WithDefault("1000000")
  long maxValues();

  /** How many are computed at the same time. */
  @WithDefault("2")
  int atOnce();

  /** How many more wait for their turn; whoever comes then is told to come back. */
  @WithDefault("16")
  int waiting();

  /** Most signs that one comparison turns in all its permutation tests together. */
  @WithDefault("2000000000")
  long maxSteps();
}

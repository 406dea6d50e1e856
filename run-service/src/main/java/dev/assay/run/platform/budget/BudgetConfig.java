package dev.assay.run.platform.budget;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one key may ask. */
@ConfigMapping(prefix = "assay.budget")
public interface BudgetConfig {
  /** Requests a minute of one key, in each replica; 0 for no bound. */
  @WithDefault("6000")
  int perMinute();

  /** Requests that a key may make at once after it made none for a while. */
  @WithDefault("2000")
  int burst();
}

package dev.assay.run.traffic.links;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is let in without a key. */
@ConfigMapping(prefix = "assay.links")
public interface LinkConfig {
  /**
   * How much feedback by links is taken in at a time in each replica, by links of one workspace
   * half of that; one more gets 429.
   */
  @WithDefault("8")
  int atATime();

  /** How many links a workspace has at most. */
  @WithDefault("100000")
  int most();
}

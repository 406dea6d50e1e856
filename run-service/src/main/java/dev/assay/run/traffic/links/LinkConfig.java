package dev.assay.run.traffic.links;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is let in without a key. */
@ConfigMapping(prefix = "assay.links")
public interface LinkConfig {
  /** How much feedback by links is taken in at a time in each replica; one more gets 429. */
  @WithDefault("8")
  int atATime();
}

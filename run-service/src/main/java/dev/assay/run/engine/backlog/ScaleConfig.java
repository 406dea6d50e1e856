package dev.assay.run.engine.backlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** By what it is reckoned how many workers are useful. */
@ConfigMapping(prefix = "assay.scale")
public interface ScaleConfig {
  /** How many calls at a time a worker has before another one is useful; at least 1. */
  @WithDefault("256")
  int callsPerWorker();
}

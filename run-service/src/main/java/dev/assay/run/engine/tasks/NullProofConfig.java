package dev.assay.run.engine.tasks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How a gate is tried before it costs anything. */
@ConfigMapping(prefix = "assay.runs")
interface NullProofConfig {
  /** Items that the gate's self-test looks at. */
  @WithDefault("200")
  int selfTestItems();
}

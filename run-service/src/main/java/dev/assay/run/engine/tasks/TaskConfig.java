package dev.assay.run.engine.tasks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How answers are put into scoring tasks. */
@ConfigMapping(prefix = "assay.intake")
interface TaskConfig {
  /** At most so many answers in one scoring task. */
  @WithDefault("64")
  int taskUnits();
}

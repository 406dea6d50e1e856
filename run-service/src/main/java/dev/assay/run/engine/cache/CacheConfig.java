package dev.assay.run.engine.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long, and how much of, answers are kept for later runs. */
@ConfigMapping(prefix = "assay.cache")
public interface CacheConfig {
  /** An answer that no run took for this long is dropped. */
  @WithDefault("30d")
  Duration keep();

  /** All workspaces together; beyond it, what was not taken for longest is dropped. */
  @WithDefault("1G")
  MemorySize maxBytes();

  /** How often to look for what is to be dropped. */
  @WithDefault("5m")
  Duration sweepEvery();
}

package dev.assay.run.library.assets;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How large assets may be, and how long a worker may fetch them. */
@ConfigMapping(prefix = "assay.assets")
public interface AssetConfig {
  /** Most bytes of one asset. */
  @WithDefault("20M")
  MemorySize maxBytes();

  /**
   * How long a call's permission to fetch its assets holds, beyond the unit's deadline: a call may
   * wait for a while before its first attempt.
   */
  @WithDefault("1h")
  Duration linkTtl();
}

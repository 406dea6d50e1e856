package dev.assay.run.platform.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a worker counts as gone. */
@ConfigMapping(prefix = "assay.dispatch")
interface WorkerConfig {
  /** A worker not heard of for this long is gone. */
  @WithDefault("3500ms")
  Duration workerTimeout();
}

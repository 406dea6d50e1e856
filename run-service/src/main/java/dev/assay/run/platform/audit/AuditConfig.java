package dev.assay.run.platform.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the log of changes is kept, and what is put together in it. */
@ConfigMapping(prefix = "assay.audit")
public interface AuditConfig {
  /** An entry older than this is dropped; a day at least. */
  @WithDefault("400d")
  Duration keep();

  /** How often to look for what is to be dropped. */
  @WithDefault("1h")
  Duration sweepEvery();

  /** How long requests alike are counted into one entry, where they are counted. */
  @WithDefault("1m")
  Duration countFor();
}

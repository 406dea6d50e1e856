package dev.assay.run.preview.rehearsal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much a rehearsal does. */
@ConfigMapping(prefix = "assay.rehearsal")
public interface RehearsalConfig {
  /** Items of a dry run; their prompts also tell how long prompts are. */
  @WithDefault("20")
  int sample();

  /** How long a dry run waits for each answer. */
  @WithDefault("10s")
  Duration timeout();
}

package dev.assay.run.library.scorers.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How scoring-service is asked. */
@ConfigMapping(prefix = "assay.scorers")
public interface ScorerConfig {
  /** How long a request waits for scoring-service. */
  @WithDefault("5s")
  Duration timeout();

  /** How often the catalogue is read again. */
  @WithDefault("60s")
  Duration refresh();
}

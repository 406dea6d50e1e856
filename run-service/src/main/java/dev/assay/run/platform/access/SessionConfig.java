package dev.assay.run.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Cookies of people who use the page. */
@ConfigMapping(prefix = "assay.session")
public interface SessionConfig {
  /** How long a session lasts; never longer than its key. */
  @WithDefault("12H")
  Duration lifetime();
}

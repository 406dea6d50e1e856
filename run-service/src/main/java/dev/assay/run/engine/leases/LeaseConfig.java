package dev.assay.run.engine.leases;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a claim holds that nobody renews. */
@ConfigMapping(prefix = "assay.sweep")
public interface LeaseConfig {
  /** A message not stamped for this long is sent again by whoever finds it. */
  @WithDefault("5s")
  Duration unsent();
}

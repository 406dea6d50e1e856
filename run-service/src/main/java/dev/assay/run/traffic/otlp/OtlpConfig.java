package dev.assay.run.traffic.otlp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How traces become traffic. */
@ConfigMapping(prefix = "assay.otlp")
public interface OtlpConfig {
  /** How long a trace is quiet before its root is not waited for any more. */
  @WithDefault("5m")
  Duration waitForRoot();
}

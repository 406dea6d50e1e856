package dev.assay.run.platform.http;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where health and metrics are served. */
@ConfigMapping(prefix = "assay.management")
public interface ManagementConfig {
  /**
   * A port of their own for the paths below {@code /q/}: they answer there and nowhere else.
   * Without it they stand beside the API.
   */
  Optional<Integer> port();

  /** The address of that port; without it the one of the API. */
  Optional<String> host();
}

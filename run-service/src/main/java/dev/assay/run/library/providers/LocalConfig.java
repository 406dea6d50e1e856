package dev.assay.run.library.providers;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the local stack says of itself. */
@ConfigMapping(prefix = "assay.local")
public interface LocalConfig {
  /** Where the simulated provider is served over HTTP; makes a provider {@code local}. */
  Optional<String> simulatorUrl();
}

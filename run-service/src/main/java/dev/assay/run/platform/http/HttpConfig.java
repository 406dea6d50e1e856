package dev.assay.run.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What requests are let in. */
@ConfigMapping(prefix = "assay.http")
public interface HttpConfig {
  /**
   * Names under which a browser may ask a server that listens on loopback, besides 127.0.0.1,
   * localhost and [::1]; without ports.
   */
  Optional<List<String>> allowedHosts();

  /** Largest body of a request, uploads of datasets aside. */
  @WithDefault("32M")
  MemorySize maxBody();
}

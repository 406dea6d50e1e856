package dev.assay.run.traffic.reading;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of traffic and feedback is taken in at a time. */
@ConfigMapping(prefix = "assay.traffic")
public interface TrafficConfig {
  /** Most bytes of a body, after decompression. */
  @WithDefault("32M")
  MemorySize maxBytes();

  /** How many times larger than what was sent its content may be. */
  @WithDefault("200")
  int maxRatio();

  /**
   * How many bodies are read at a time in each replica, of one workspace half of that; one more
   * gets 429.
   */
  @WithDefault("8")
  int bodiesAtATime();
}

package dev.assay.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of this worker: {@code assay.worker.*}. */
@ConfigMapping(prefix = "assay.worker")
public interface WorkerConfig {
  /** A name for people to know it by; a random part is added. */
  @WithDefault("worker")
  String name();

  /** At most this many calls are held at a time, running and waiting. */
  @WithDefault("1024")
  int capacity();

  /** How long to listen for other workers before taking or starting calls. */
  @WithDefault("1500ms")
  Duration listenFirst();

  /** How long running calls may go on after SIGTERM before they are handed back. */
  @WithDefault("30s")
  Duration drainTimeout();

  /** Answers larger than this many bytes are not read. */
  @WithDefault("8388608")
  long maxBodyBytes();

  /** Bytes of all answers that are being read at a time; beyond it the largest is given up. */
  @WithDefault("67108864")
  long maxBodiesBytes();

  /** Bytes of what a model thought that are kept with its answer; 0 keeps none. */
  @WithDefault("65536")
  int maxReasoningBytes();

  /** Bytes of images kept in memory, as base64; larger ones are refused. */
  @WithDefault("67108864")
  long assetCacheBytes();

  /** The circuit breaker around each provider and model. */
  Breaker breaker();

  /** The circuit breaker. */
  interface Breaker {
    /** It looks at this many attempts. */
    @WithDefault("20")
    int window();

    /** It opens when this share of them was overloaded, transient or timed out. */
    @WithDefault("0.5")
    double failureRatio();

    /** It stays open this long before it lets one probe through. */
    @WithDefault("5s")
    Duration open();
  }
}

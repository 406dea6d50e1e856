package dev.assay.run.engine.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How units are handed to workers. */
@ConfigMapping(prefix = "assay.dispatch")
public interface DispatchConfig {
  /** Units waiting at workers beyond a run's concurrency are what it answers in this time. */
  @WithDefault("500ms")
  Duration ahead();

  /** At least so many wait beyond the concurrency, so that a free slot never waits for us. */
  @WithDefault("2")
  int minAhead();

  /** At most so many units are claimed in one transaction. */
  @WithDefault("512")
  int batch();

  /** At most so long lies between two rounds that hand out much; a quiet system has no pause. */
  @WithDefault("50ms")
  Duration linger();

  /** How often to look for work when nothing rings. */
  @WithDefault("250ms")
  Duration idle();
}

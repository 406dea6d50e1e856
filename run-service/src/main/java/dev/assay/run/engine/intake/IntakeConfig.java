package dev.assay.run.engine.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How answers and scores are taken in. */
@ConfigMapping(prefix = "assay.intake")
public interface IntakeConfig {
  /** At most so many messages in one transaction. */
  @WithDefault("500")
  int batch();

  /** At most so long a busy queue gathers before a batch is written; a quiet one does not. */
  @WithDefault("50ms")
  Duration linger();

  /** Unsettled messages taken from the broker at a time. */
  @WithDefault("2000")
  int credit();

  /** How long to wait before a batch is tried again when the database does not take it. */
  @WithDefault("500ms")
  Duration retry();
}

package dev.assay.run.engine.intake;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How answers and scores are taken in. */
@ConfigMapping(prefix = "assay.intake")
public interface IntakeConfig {
  /** At most so many units in one transaction: answers, or units with their scores. */
  @WithDefault("500")
  int batch();

  /** At most so many bytes of messages in one transaction, a single larger message aside. */
  @WithDefault("8M")
  MemorySize batchBytes();

  /**
   * At most so many runs of a queue are written at a time; as many again while that many are stuck.
   */
  @WithDefault("3")
  int atATime();

  /** At most so long a busy queue gathers before a batch is written; a quiet one does not. */
  @WithDefault("50ms")
  Duration linger();

  /** Unsettled messages taken from the broker at a time. */
  @WithDefault("2000")
  int credit();

  /** Bytes of unsettled messages beyond which no more are taken from the broker, per queue. */
  @WithDefault("64M")
  MemorySize creditBytes();

  /** How long to wait before a batch is tried again when the database does not take it. */
  @WithDefault("500ms")
  Duration retry();
}

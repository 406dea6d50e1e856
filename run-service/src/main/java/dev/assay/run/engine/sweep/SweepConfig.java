package dev.assay.run.engine.sweep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When something counts as late and is done again. */
@ConfigMapping(prefix = "assay.sweep")
public interface SweepConfig {
  /** How often to look. */
  @WithDefault("1s")
  Duration every();

  /** A message not stamped for this long is sent again. */
  @WithDefault("5s")
  Duration unsent();

  /** An answer not scored for this long is sent to be scored again. */
  @WithDefault("60s")
  Duration unscored();

  /** A call is taken for lost this long after its unit's deadline. */
  @WithDefault("60s")
  Duration unanswered();

  /** Calls lost so often with their worker end in an error. */
  @WithDefault("3")
  int deliveries();

  /** A worker that says nothing for this long, and said no goodbye, was lost with its calls. */
  @WithDefault("10s")
  Duration workerLost();

  /**
   * What follows the end of a run is done by one replica at a time; one that is killed keeps it
   * from the others for this long.
   */
  @WithDefault("30s")
  Duration turn();

  /** What has not stopped by itself this long after a cancel is stopped in the books. */
  @WithDefault("3s")
  Duration cancel();

  /** Cancelled runs are announced to workers for this long. */
  @WithDefault("120s")
  Duration announceCancel();

  /**
   * Events of runs that ended this long ago are dropped; a reader is told to read the run again.
   */
  @WithDefault("30d")
  Duration keepEvents();
}

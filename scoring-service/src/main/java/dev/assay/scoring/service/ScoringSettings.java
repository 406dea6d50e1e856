package dev.assay.scoring.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much this process takes on. */
@ConfigMapping(prefix = "assay.scoring")
public interface ScoringSettings {
  /** Threads that compute scores; 0 for as many as there are cores. */
  @WithDefault("0")
  int workers();

  /**
   * Tasks taken from the broker and not yet settled, at most; 0 for eight per worker. The ones that
   * are not computed yet wait here, so that a worker never waits for the broker, and that tasks
   * with programs of users do not take all places.
   */
  @WithDefault("0")
  int credit();

  /**
   * Judges' replies taken from the broker and not yet settled, at most. Those whose next question
   * has to wait for a provider are among them.
   */
  @WithDefault("1000")
  int judgementCredit();

  /** How long running tasks may go on after a request to stop. */
  @WithDefault("30s")
  Duration drainTimeout();

  /** A task that computes for longer than this makes the process report itself as not alive. */
  @WithDefault("10m")
  Duration stuckAfter();

  /** The number of threads, resolved. */
  default int workerThreads() {
    return workers() > 0 ? workers() : Runtime.getRuntime().availableProcessors();
  }

  /** The credit, resolved. */
  default int linkCredit() {
    return credit() > 0 ? credit() : 8 * workerThreads();
  }
}

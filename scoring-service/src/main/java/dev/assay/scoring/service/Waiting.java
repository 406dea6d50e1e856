package dev.assay.scoring.service;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions that a provider wants to be asked later. Their deliveries stay with the broker,
 * unsettled, so that nothing is lost when this process ends.
 */
final class Waiting {
  private final Vertx vertx;
  private final Map<Long, Runnable> giveUp = new HashMap<>();
  private boolean stopped;

  Waiting(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Runs something when the time has come.
   *
   * @param release run instead when the process ends before
   */
  void until(Instant time, Runnable due, Runnable release) {
    long delay = Math.max(1, Duration.between(Instant.now(), time).toMillis());
    synchronized (this) {
      if (!stopped) {
        giveUp.put(vertx.setTimer(delay, timer -> due(timer, due)), release);
        return;
      }
    }
    release.run();
  }

  /** Gives everything back that waits. */
  void stop() {
    List<Runnable> all;
    synchronized (this) {
      stopped = true;
      giveUp.keySet().forEach(vertx::cancelTimer);
      all = new ArrayList<>(giveUp.values());
      giveUp.clear();
    }
    all.forEach(Runnable::run);
  }

  private void due(long timer, Runnable due) {
    synchronized (this) {
      if (giveUp.remove(timer) == null) {
        return;
      }
    }
    due.run();
  }
}

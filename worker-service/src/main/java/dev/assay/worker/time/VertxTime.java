package dev.assay.worker.time;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;

/** Real time on one Vert.x event loop. */
public final class VertxTime implements Time {
  private final Context context;
  private final Vertx vertx;
  private final Clock clock;

  /** On this event loop context. */
  public VertxTime(Context context) {
    this.context = context;
    this.vertx = context.owner();
    this.clock = Clock.systemUTC();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Timer after(long millis, Runnable task) {
    // Set from the event loop, so the timer fires on it.
    long id = vertx.setTimer(Math.max(1, millis), fired -> task.run());
    return () -> vertx.cancelTimer(id);
  }

  @Override
  public void soon(Runnable task) {
    context.runOnContext(v -> task.run());
  }
}

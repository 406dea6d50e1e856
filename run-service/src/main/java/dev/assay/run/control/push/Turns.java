package dev.assay.run.control.push;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets requests for one run in one after the other, in the order they came. They would wait for
 * each other at the run's row anyway, and hold a connection each that others need.
 */
final class Turns {
  private final int most;
  private final Map<UUID, Queue<Runnable>> waiting = new HashMap<>();

  /**
   * Turns.
   *
   * @param most that may wait for one run; one more is refused with TOO_MANY_REQUESTS
   */
  Turns(int most) {
    this.most = most;
  }

  /** Does the work when it is its turn; its outcome is told where the caller is. */
  <T> Uni<T> take(UUID run, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Context caller = Vertx.currentContext();
              Uni<T> done =
                  Uni.createFrom()
                      .emitter(
                          outcome ->
                              enter(
                                  run,
                                  () ->
                                      on(
                                          caller,
                                          () ->
                                              Uni.createFrom()
                                                  .deferred(work::get)
                                                  .onTermination()
                                                  .invoke(() -> leave(run))
                                                  .subscribe()
                                                  .with(outcome::complete, outcome::fail))));
              return caller == null ? done : done.emitOn(command -> on(caller, command));
            });
  }

  private static void on(Context context, Runnable command) {
    if (context == null) {
      command.run();
    } else {
      context.runOnContext(there -> command.run());
    }
  }

  private void enter(UUID run, Runnable turn) {
    synchronized (waiting) {
      Queue<Runnable> queue = waiting.get(run);
      if (queue != null) {
        if (queue.size() >= most) {
          throw new ProblemException(
              ErrorCode.TOO_MANY_REQUESTS,
              "Too many requests with results of this run wait already; send fewer at a time.");
        }
        queue.add(turn);
        return;
      }
      waiting.put(run, new ArrayDeque<>());
    }
    turn.run();
  }

  private void leave(UUID run) {
    Runnable next;
    synchronized (waiting) {
      next = waiting.get(run).poll();
      if (next == null) {
        waiting.remove(run);
      }
    }
    if (next != null) {
      next.run();
    }
  }
}

package dev.assay.run.verdict.comparison.effort;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Lets a few comparisons go on at a time, in the order they came. One whose asker is gone gives up
 * its turn, or its place among those that wait.
 */
@ApplicationScoped
public class Turns {
  private final int atOnce;
  private final int mostWaiting;
  private final Deque<Place> waiting = new ArrayDeque<>();
  private int running;

  Turns(ComparisonConfig config) {
    this.atOnce = config.atOnce();
    this.mostWaiting = config.waiting();
  }

  /** Somebody who asked; guarded by the lock of this. */
  private static final class Place {
    private final Context here = Vertx.currentContext();
    private UniEmitter<? super Void> asker;
    private boolean granted;

    /** Goes on where the asker is: what it reads is its workspace's, not that of who left. */
    void begin() {
      if (here == null) {
        asker.complete(null);
      } else {
        here.runOnContext(there -> asker.complete(null));
      }
    }
  }

  /**
   * Does work when it is its turn.
   *
   * @return fails with TOO_MANY_REQUESTS when too many wait already
   */
  public <T> Uni<T> inTurn(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Place place = new Place();
              return Uni.createFrom()
                  .<Void>emitter(asker -> enter(place, asker))
                  .flatMap(turn -> work.get())
                  .onTermination()
                  .invoke(() -> leave(place));
            });
  }

  private void enter(Place place, UniEmitter<? super Void> asker) {
    boolean now;
    synchronized (this) {
      place.asker = asker;
      now = running < atOnce;
      place.granted = now;
      if (now) {
        running++;
      } else if (waiting.size() >= mostWaiting) {
        throw new ProblemException(
            ErrorCode.TOO_MANY_REQUESTS,
            "Other comparisons are being computed; ask again in a few seconds.");
      } else {
        waiting.add(place);
      }
    }
    if (now) {
      asker.complete(null);
    }
  }

  /** Once for each place, also when its asker is gone: a turn that was granted goes on. */
  private void leave(Place place) {
    Place next = null;
    synchronized (this) {
      if (!place.granted) {
        waiting.remove(place);
        return;
      }
      next = waiting.poll();
      if (next == null) {
        running--;
      } else {
        next.granted = true;
      }
    }
    if (next != null) {
      next.begin();
    }
  }
}

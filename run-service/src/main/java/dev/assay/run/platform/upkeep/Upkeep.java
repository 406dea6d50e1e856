package dev.assay.run.platform.upkeep;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Lets things that are over be removed for as long as the service lives. */
@ApplicationScoped
public class Upkeep {
  private static final Logger LOG = Logger.getLogger(Upkeep.class);

  private final Vertx vertx;

  Upkeep(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Removes from time to time. A removal that fails is told and tried again at the next time; one
   * that takes longer than the time between two is not begun twice.
   *
   * @param what is removed, for the log
   * @param first how long after the start it is first removed
   * @param every how long between two times
   * @param removal the item is how many are gone
   */
  public void every(String what, Duration first, Duration every, Supplier<Uni<Integer>> removal) {
    AtomicBoolean busy = new AtomicBoolean();
    vertx.setPeriodic(
        first.toMillis(),
        every.toMillis(),
        id -> {
          if (busy.compareAndSet(false, true)) {
            Uni.createFrom()
                .deferred(removal::get)
                .onTermination()
                .invoke(() -> busy.set(false))
                .subscribe()
                .with(
                    gone -> LOG.debugf("removed what=%s count=%d", what, gone),
                    e -> LOG.warnf("not removed what=%s error=%s", what, e.toString()));
          }
        });
  }
}

package dev.assay.run.traffic.links;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Removes links that have been over for a month. */
@ApplicationScoped
class EndedLinks {
  private static final Logger LOG = Logger.getLogger(EndedLinks.class);
  private static final Duration FIRST = Duration.ofMinutes(4);
  private static final Duration EVERY = Duration.ofHours(1);

  private final LinkStore store;
  private final Vertx vertx;

  EndedLinks(LinkStore store, Vertx vertx) {
    this.store = store;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(FIRST.toMillis(), EVERY.toMillis(), id -> remove());
  }

  private void remove() {
    store
        .drop()
        .subscribe()
        .with(
            dropped -> LOG.debugf("ended links removed links=%d", dropped),
            e -> LOG.warnf("ended links not removed error=%s", e.toString()));
  }
}

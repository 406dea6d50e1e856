package dev.assay.run.platform.access;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Removes sessions that are over. */
@ApplicationScoped
class EndedSessions {
  private static final Logger LOG = Logger.getLogger(EndedSessions.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofHours(1);

  private final TokenStore store;
  private final Vertx vertx;

  EndedSessions(TokenStore store, Vertx vertx) {
    this.store = store;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(FIRST.toMillis(), EVERY.toMillis(), id -> remove());
  }

  private void remove() {
    store
        .removeEnded()
        .subscribe()
        .with(
            removed -> LOG.debugf("ended sessions removed sessions=%d", removed),
            e -> LOG.warnf("ended sessions not removed error=%s", e.toString()));
  }
}

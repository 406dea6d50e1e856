package dev.assay.run.platform.access;

import dev.assay.run.platform.upkeep.Upkeep;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Removes sessions that are over. */
@ApplicationScoped
class EndedSessions {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofHours(1);

  private final TokenStore store;
  private final Upkeep upkeep;

  EndedSessions(TokenStore store, Upkeep upkeep) {
    this.store = store;
    this.upkeep = upkeep;
  }

  void start(@Observes StartupEvent event) {
    upkeep.every("ended sessions", FIRST, EVERY, store::removeEnded);
  }
}

package dev.assay.run.platform.access;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes sessions that are over. */
@ApplicationScoped
class EndedSessions {
  private final TokenStore store;

  EndedSessions(TokenStore store) {
    this.store = store;
  }

  @Scheduled(every = "1h", delayed = "1m")
  Uni<Void> remove() {
    return store.removeEnded().replaceWithVoid();
  }
}

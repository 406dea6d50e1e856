package dev.assay.run.traffic.links;

import dev.assay.run.platform.upkeep.Upkeep;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Removes links that have been over for a month. */
@ApplicationScoped
class EndedLinks {
  private static final Duration FIRST = Duration.ofMinutes(4);
  private static final Duration EVERY = Duration.ofHours(1);

  private final LinkStore store;
  private final Upkeep upkeep;

  EndedLinks(LinkStore store, Upkeep upkeep) {
    this.store = store;
    this.upkeep = upkeep;
  }

  void start(@Observes StartupEvent event) {
    upkeep.every("ended links", FIRST, EVERY, store::drop);
  }
}

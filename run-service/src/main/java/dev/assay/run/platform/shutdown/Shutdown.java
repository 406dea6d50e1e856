package dev.assay.run.platform.shutdown;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Ends all parts together: none goes on while another one is waited for. The broker's link and the
 * database close later, so what is done by then can still be written and accepted.
 */
@ApplicationScoped
class Shutdown {
  private static final Logger LOG = Logger.getLogger(Shutdown.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final List<Stoppable> parts;

  Shutdown(@All List<Stoppable> parts) {
    this.parts = parts;
  }

  void stop(@Observes ShutdownEvent event) {
    List<Uni<Void>> told = parts.stream().map(Shutdown::tell).toList();
    if (told.isEmpty()) {
      return;
    }
    Uni.join()
        .all(told)
        .andCollectFailures()
        .ifNoItem()
        .after(GRACE)
        .fail()
        .onFailure()
        .invoke(e -> LOG.warnf("not all that was under way is done error=%s", e.toString()))
        .onFailure()
        .recoverWithNull()
        .await()
        .indefinitely();
  }

  /** One that cannot be told must not keep the others from it. */
  private static Uni<Void> tell(Stoppable part) {
    try {
      return part.stop();
    } catch (RuntimeException e) {
      return Uni.createFrom().failure(e);
    }
  }
}

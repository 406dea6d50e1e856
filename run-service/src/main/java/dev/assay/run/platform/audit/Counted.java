package dev.assay.run.platform.audit;

import dev.assay.run.platform.shutdown.Stoppable;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What anybody may ask for as often as he likes, such as what is refused to him: the first request
 * is written at once, and how many were alike after it, later in one entry. So nobody fills the
 * log.
 */
@ApplicationScoped
class Counted implements Stoppable {
  private static final Logger LOG = Logger.getLogger(Counted.class);

  /** Beyond so many that differ, they are put together. */
  static final int MOST = 200;

  private final AuditLog log;
  private final AuditConfig config;
  private final Vertx vertx;

  /** How many came after the one that was written. */
  private final Map<Asked, Integer> more = new ConcurrentHashMap<>();

  Counted(AuditLog log, AuditConfig config, Vertx vertx) {
    this.log = log;
    this.config = config;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(
        config.countFor().toMillis(),
        id ->
            flush()
                .subscribe()
                .with(done -> {}, e -> LOG.warnf("audit not counted error=%s", e.toString())));
  }

  /** Counts a request; written when this completes, if it is the first of its like. */
  Uni<Void> add(Asked asked) {
    Asked kept = more.size() < MOST || more.containsKey(asked) ? asked : asked.amongMany();
    boolean first = more.compute(kept, (same, after) -> after == null ? 0 : after + 1) == 0;
    return first ? log.write(kept, 1) : Uni.createFrom().voidItem();
  }

  /** Writes how many came; what nothing came after is forgotten, and its next is a first again. */
  Uni<Void> flush() {
    List<Uni<Void>> written = new ArrayList<>();
    for (Asked asked : more.keySet()) {
      more.computeIfPresent(
          asked,
          (same, after) -> {
            if (after == 0) {
              return null;
            }
            written.add(log.write(same, after));
            return 0;
          });
    }
    return written.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(written).usingConcurrencyOf(1).andCollectFailures().replaceWithVoid();
  }

  @Override
  public Uni<Void> stop() {
    return flush();
  }
}

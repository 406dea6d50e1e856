package dev.assay.run.engine.leases;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * All sendings of this replica that are under way, each with its {@link Lease}. What a replica that
 * was killed had claimed is renewed by nobody, so that the sweeper of another one finds it.
 */
@ApplicationScoped
public class Leases {
  /** A message counts as sent this long after the broker has accepted it, at the latest. */
  private static final long EVERY_MS = 100;

  private final Vertx vertx;
  private final LeaseConfig config;
  private final Set<Lease<?>> open = ConcurrentHashMap.newKeySet();

  public Leases(Vertx vertx, LeaseConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    // From here and not from each sending: what a timer does belongs to whoever has set it, and
    // this is the service's own work, also when a request has something sent.
    vertx.setPeriodic(EVERY_MS, id -> tick());
  }

  private void tick() {
    long now = System.nanoTime();
    open.forEach(lease -> lease.tick(now).subscribe().with(done -> {}));
  }

  /**
   * Sends with a lease.
   *
   * @param claimed rows that were claimed a moment ago, and committed
   * @param sending what is to be done with them; it tells the lease of each message
   * @return what came of the sending, when that is over and what was accepted is stamped
   */
  public <K, T> Uni<T> during(
      Collection<K> claimed, Claims<K> claims, Function<Lease<K>, Uni<T>> sending) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Lease<K> lease = new Lease<>(claimed, claims, config.unsent(), System.nanoTime());
              open.add(lease);
              return Uni.createFrom()
                  .deferred(() -> sending.apply(lease))
                  .onItemOrFailure()
                  .call((item, failure) -> lease.close())
                  .onTermination()
                  .invoke((item, failure, cancelled) -> over(lease, cancelled));
            });
  }

  /** Whoever goes away leaves behind what the broker has accepted: that is still stamped. */
  private void over(Lease<?> lease, boolean cancelled) {
    if (cancelled) {
      lease.close().subscribe().with(closed -> open.remove(lease));
    } else {
      open.remove(lease);
    }
  }
}

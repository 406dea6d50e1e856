package dev.assay.run.platform.broker;

import dev.assay.common.message.WorkerPresence;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which workers are alive, by what they announce. Every replica hears all of them. */
@ApplicationScoped
public class WorkerRegistry {
  private final Map<String, Seen> workers = new ConcurrentHashMap<>();
  private final WorkerConfig config;
  private final Clock clock;

  private record Seen(WorkerPresence presence, Instant at) {}

  WorkerRegistry(WorkerConfig config, MeterRegistry metrics) {
    this.config = config;
    this.clock = Clock.systemUTC();
    metrics.gauge("assay.workers.alive", this, registry -> registry.alive());
    metrics.gauge("assay.workers.capacity", this, registry -> registry.capacity());
  }

  /**
   * Notes a sign of life.
   *
   * @return true when this worker was not known before
   */
  public boolean heard(WorkerPresence presence) {
    if (presence.leaving()) {
      workers.remove(presence.worker());
      return false;
    }
    return workers.put(presence.worker(), new Seen(presence, clock.instant())) == null;
  }

  /** How many workers are alive. */
  public int alive() {
    forget();
    return workers.size();
  }

  /** How many calls all workers together can hold. */
  public int capacity() {
    forget();
    return workers.values().stream().mapToInt(seen -> seen.presence().capacity()).sum();
  }

  private void forget() {
    Instant oldest = clock.instant().minus(config.workerTimeout());
    workers.values().removeIf(seen -> seen.at().isBefore(oldest));
  }
}

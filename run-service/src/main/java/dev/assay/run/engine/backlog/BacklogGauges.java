package dev.assay.run.engine.backlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The same as metrics, per provider. When it is not known they show nothing: who scales by the last
 * number that was known scales by something that may be long gone.
 */
@ApplicationScoped
class BacklogGauges {
  private static final Logger LOG = Logger.getLogger(BacklogGauges.class);
  private static final long EVERY_MS = 5_000;

  private final Backlogs backlogs;
  private final Vertx vertx;
  private final Map<MultiGauge, ToLongFunction<Backlog.Account>> byProvider;
  private final MultiGauge useful;
  private final MultiGauge oldest;

  BacklogGauges(Backlogs backlogs, Vertx vertx, MeterRegistry metrics) {
    this.backlogs = backlogs;
    this.vertx = vertx;
    this.byProvider =
        Map.of(
            MultiGauge.builder("assay.backlog.units").register(metrics), Backlog.Account::pending,
            MultiGauge.builder("assay.backlog.in_flight").register(metrics),
                Backlog.Account::dispatched,
            MultiGauge.builder("assay.backlog.runs").register(metrics), Backlog.Account::runs);
    this.useful = MultiGauge.builder("assay.workers.useful").register(metrics);
    this.oldest = MultiGauge.builder("assay.backlog.oldest.seconds").register(metrics);
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(EVERY_MS, id -> backlogs.now().subscribe().with(this::show, this::unknown));
  }

  private void show(Backlog backlog) {
    byProvider.forEach(
        (gauge, value) ->
            gauge.register(
                backlog.accounts().stream()
                    .collect(
                        Collectors.groupingBy(
                            Backlog.Account::provider, Collectors.summingLong(value)))
                    .entrySet()
                    .stream()
                    .<MultiGauge.Row<?>>map(
                        one -> MultiGauge.Row.of(Tags.of("provider", one.getKey()), one.getValue()))
                    .toList(),
                true));
    useful.register(List.of(MultiGauge.Row.of(Tags.empty(), backlog.workersUseful())), true);
    oldest.register(
        List.of(
            MultiGauge.Row.of(
                Tags.empty(), backlog.oldestSeconds() == null ? 0 : backlog.oldestSeconds())),
        true);
  }

  private void unknown(Throwable e) {
    LOG.debugf("backlog not read: %s", e.getMessage());
    byProvider.keySet().forEach(gauge -> gauge.register(List.of(), true));
    useful.register(List.of(), true);
    oldest.register(List.of(), true);
  }
}

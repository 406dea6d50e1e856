package dev.assay.run.platform.health;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** How much waits for workers, per provider: what workers are scaled by. */
@ApplicationScoped
class Backlog {
  private static final Logger LOG = Logger.getLogger(Backlog.class);
  private static final long EVERY_MS = 5_000;
  private static final String COUNT =
      """
      select coalesce(provider_name, '') as provider, sum(pending) as pending,
             sum(dispatched) as in_flight, count(*) as runs
      from runs
      where status in ('queued', 'running_dataset') and target_kind = 'provider'
      group by provider_name
      """;

  private final Db db;
  private final Vertx vertx;
  private final MultiGauge pending;
  private final MultiGauge inFlight;
  private final MultiGauge runs;

  Backlog(Db db, Vertx vertx, MeterRegistry metrics) {
    this.db = db;
    this.vertx = vertx;
    this.pending = MultiGauge.builder("assay.backlog.units").register(metrics);
    this.inFlight = MultiGauge.builder("assay.backlog.in_flight").register(metrics);
    this.runs = MultiGauge.builder("assay.backlog.runs").register(metrics);
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(
        EVERY_MS,
        id ->
            db.query(COUNT)
                .subscribe()
                .with(this::show, e -> LOG.debugf("backlog not read: %s", e.getMessage())));
  }

  private void show(RowSet<Row> rows) {
    pending.register(gauges(rows, "pending"), true);
    inFlight.register(gauges(rows, "in_flight"), true);
    runs.register(gauges(rows, "runs"), true);
  }

  private static List<MultiGauge.Row<?>> gauges(RowSet<Row> rows, String column) {
    return Rows.list(
        rows,
        row ->
            MultiGauge.Row.of(Tags.of("provider", row.getString("provider")), row.getLong(column)));
  }
}

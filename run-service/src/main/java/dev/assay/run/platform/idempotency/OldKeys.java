package dev.assay.run.platform.idempotency;

import dev.assay.run.platform.db.Db;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Forgets idempotency keys after 24 hours. */
@ApplicationScoped
class OldKeys {
  private static final Logger LOG = Logger.getLogger(OldKeys.class);
  private static final Duration FIRST = Duration.ofMinutes(2);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final String FORGET =
      "delete from idempotency_keys where created_at < now() - interval '24 hours'";

  private final Db db;
  private final Vertx vertx;

  OldKeys(Db db, Vertx vertx) {
    this.db = db;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(FIRST.toMillis(), EVERY.toMillis(), id -> forget());
  }

  private void forget() {
    db.query(FORGET)
        .subscribe()
        .with(
            gone -> LOG.debugf("old idempotency keys forgotten keys=%d", gone.rowCount()),
            e -> LOG.warnf("old idempotency keys not forgotten error=%s", e.toString()));
  }
}

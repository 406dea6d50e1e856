package dev.assay.run.platform.idempotency;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.upkeep.Upkeep;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Forgets idempotency keys after 24 hours. */
@ApplicationScoped
class OldKeys {
  private static final Duration FIRST = Duration.ofMinutes(2);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final String FORGET =
      "delete from idempotency_keys where created_at < now() - interval '24 hours'";

  private final Db db;
  private final Upkeep upkeep;

  OldKeys(Db db, Upkeep upkeep) {
    this.db = db;
    this.upkeep = upkeep;
  }

  void start(@Observes StartupEvent event) {
    upkeep.every("idempotency keys", FIRST, EVERY, this::forget);
  }

  private Uni<Integer> forget() {
    return db.query(FORGET).map(RowSet::rowCount);
  }
}

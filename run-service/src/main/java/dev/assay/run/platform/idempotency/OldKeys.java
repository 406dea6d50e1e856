package dev.assay.run.platform.idempotency;

import dev.assay.run.platform.db.Db;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets idempotency keys after 24 hours. */
@ApplicationScoped
class OldKeys {
  private static final String FORGET =
      "delete from idempotency_keys where created_at < now() - interval '24 hours'";

  private final Db db;

  OldKeys(Db db) {
    this.db = db;
  }

  @Scheduled(every = "1h", delayed = "2m")
  Uni<Void> forget() {
    return db.query(FORGET).replaceWithVoid();
  }
}

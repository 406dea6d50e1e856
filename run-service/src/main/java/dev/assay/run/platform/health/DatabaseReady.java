package dev.assay.run.platform.health;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.pool.Lane;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while the database does not answer. It is asked over a connection that serves nothing
 * else: much work is no reason to be taken for away.
 */
@Readiness
@ApplicationScoped
class DatabaseReady implements AsyncHealthCheck {
  private static final String NAME = "database";
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final Db db;

  DatabaseReady(Db db) {
    this.db = db.in(Lane.HEALTH);
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return db.query("select 1")
        .map(rows -> HealthCheckResponse.up(NAME))
        .ifNoItem()
        .after(LONGEST)
        .recoverWithItem(() -> HealthCheckResponse.down(NAME))
        .onFailure()
        .recoverWithItem(e -> HealthCheckResponse.down(NAME));
  }
}

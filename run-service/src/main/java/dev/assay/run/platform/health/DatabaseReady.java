package dev.assay.run.platform.health;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.db.pool.RowSecurity;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
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

  private static final String SECURITY = "row_level_security";

  private final Db db;
  private final RowSecurity security;

  DatabaseReady(Db db, RowSecurity security) {
    this.db = db.in(Lane.HEALTH);
    this.security = security;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return db.query("select 1")
        .map(rows -> up())
        .ifNoItem()
        .after(LONGEST)
        .recoverWithItem(() -> HealthCheckResponse.down(NAME))
        .onFailure()
        .recoverWithItem(e -> HealthCheckResponse.down(NAME));
  }

  /** Ready also without row-level security, which an installation of one role does not have. */
  private HealthCheckResponse up() {
    HealthCheckResponseBuilder up = HealthCheckResponse.named(NAME).up();
    security
        .found()
        .ifPresent(
            found -> {
              up.withData(SECURITY, found.inForce() ? "in force" : "not in force");
              if (found.lacking() != null) {
                up.withData(SECURITY + "_lacks", found.lacking());
              }
            });
    return up.build();
  }
}

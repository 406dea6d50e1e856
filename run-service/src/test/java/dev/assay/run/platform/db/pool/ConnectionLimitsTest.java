package dev.assay.run.platform.db.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.Settings;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is said to the sockets and the pools before any connection is made. */
class ConnectionLimitsTest {
  private static final DatabaseConfig CONFIG =
      Settings.of(
          DatabaseConfig.class,
          Map.of(
              "assay.db.host",
              "localhost",
              "assay.db.port",
              "5432",
              "assay.db.name",
              "assay",
              "assay.db.user",
              "app",
              "assay.db.password",
              "secret",
              "assay.db.owner.user",
              "owner",
              "assay.db.owner.password",
              "secret",
              "assay.db.migrate",
              "true",
              "assay.db.acquire",
              "7s",
              "assay.db.connect",
              "4s"));

  private static PgConnectOptions options() {
    return new PgConnectOptions().addProperty("application_name", "kept");
  }

  @Test
  void shouldHaveBothSidesNoticeThatTheOtherIsGone() {
    // When
    PgConnectOptions alive = Limits.alive(options(), CONFIG);

    // Then the socket here asks, and PostgreSQL does
    assertThat(alive.isTcpKeepAlive()).isTrue();
    assertThat(alive.getConnectTimeout()).isEqualTo(4_000);
    assertThat(alive.getProperties())
        .containsEntry("tcp_keepalives_idle", "30")
        .containsEntry("tcp_keepalives_interval", "10")
        .containsEntry("tcp_keepalives_count", "3")
        .containsEntry("tcp_user_timeout", "60000")
        .containsEntry("application_name", "kept");
  }

  @Test
  void shouldGiveUpAConnectionOnWhichNothingComesAnyMore() {
    // When
    PgConnectOptions patient = new Limits(CONFIG).connections(options(), Duration.ofSeconds(120));
    PgConnectOptions hasty = new Limits(CONFIG).connections(options(), Duration.ofSeconds(4));

    // Then later than PostgreSQL ends the statement, and never one that only stands unused
    assertThat(patient.getProperties()).containsEntry("statement_timeout", "120000");
    assertThat(silence(patient)).isEqualTo(Duration.ofSeconds(130));
    assertThat(silence(hasty)).isEqualTo(Duration.ofSeconds(30));
    assertThat(patient.isTcpKeepAlive()).isTrue();
    assertThat(patient.getProperties()).containsEntry("tcp_user_timeout", "60000");
  }

  private static Duration silence(PgConnectOptions options) {
    return Duration.of(options.getIdleTimeout(), options.getIdleTimeoutUnit().toChronoUnit());
  }

  @Test
  void shouldLetNobodyWaitForAConnectionForEver() {
    // When
    PoolOptions pool = new Limits(CONFIG).pool(new PoolOptions(), 3);

    // Then
    assertThat(pool.getMaxSize()).isEqualTo(3);
    assertThat(pool.getConnectionTimeoutUnit()).isEqualTo(TimeUnit.MILLISECONDS);
    assertThat(pool.getConnectionTimeout()).isEqualTo(7_000);
    // A connection without use is closed before it would be taken for dead
    assertThat(pool.getIdleTimeoutUnit()).isEqualTo(TimeUnit.MILLISECONDS);
    assertThat(pool.getIdleTimeout()).isEqualTo(20_000);
  }
}

package dev.assay.run.platform.db.pool;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How long anything may take, said on both sides of a connection. PostgreSQL ends what takes too
 * long and notices a client that is gone or frozen; what PostgreSQL itself no longer answers is
 * given up here.
 */
public final class Limits {
  /** A connection without use is closed after this: always before it is taken for dead. */
  private static final Duration UNUSED = Duration.ofSeconds(20);

  /** What a statement may take longer here than in PostgreSQL before its connection is dead. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final DatabaseConfig config;

  Limits(DatabaseConfig config) {
    this.config = config;
  }

  /** The pool's side: how many, and how long anybody waits for one. */
  PoolOptions pool(PoolOptions base, int connections) {
    return new PoolOptions(base)
        .setMaxSize(connections)
        .setShared(false)
        .setConnectionTimeout((int) config.acquire().toMillis())
        .setConnectionTimeoutUnit(java.util.concurrent.TimeUnit.MILLISECONDS)
        .setIdleTimeout((int) UNUSED.toMillis())
        .setIdleTimeoutUnit(java.util.concurrent.TimeUnit.MILLISECONDS);
  }

  /** Connections whose statements may take so long. */
  PgConnectOptions connections(PgConnectOptions base, Duration statement) {
    PgConnectOptions options = alive(new PgConnectOptions(base), config);
    Map<String, String> properties = new HashMap<>(options.getProperties());
    properties.put("statement_timeout", ms(statement));
    properties.put("lock_timeout", ms(config.lockTimeout()));
    properties.put("idle_in_transaction_session_timeout", ms(config.idleInTransaction()));
    properties.put("transaction_timeout", ms(config.transaction()));
    options.setProperties(properties);
    // Nothing comes while a statement runs, so silence means nothing before that may take no more.
    Duration silence = max(statement, UNUSED).plus(GRACE);
    options.setIdleTimeout((int) silence.toMillis());
    options.setIdleTimeoutUnit(java.util.concurrent.TimeUnit.MILLISECONDS);
    return options;
  }

  /** A connection whose other end is gone is noticed on both sides. */
  public static PgConnectOptions alive(PgConnectOptions options, DatabaseConfig config) {
    Map<String, String> properties = new HashMap<>(options.getProperties());
    properties.put("tcp_keepalives_idle", "30");
    properties.put("tcp_keepalives_interval", "10");
    properties.put("tcp_keepalives_count", "3");
    properties.put("tcp_user_timeout", "60000");
    options.setProperties(properties);
    options.setTcpKeepAlive(true);
    options.setConnectTimeout((int) config.connect().toMillis());
    return options;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static String ms(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}

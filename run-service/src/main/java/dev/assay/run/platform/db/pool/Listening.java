package dev.assay.run.platform.db.pool;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** A connection of its own for who listens to the database and asks it nothing. */
@ApplicationScoped
public class Listening {
  private final Pools pools;
  private final Pool platforms;

  Listening(Pools pools, Pool platforms) {
    this.pools = pools;
    this.platforms = platforms;
  }

  /**
   * How to reach it, as the pools do. Nothing is asked over it, so that nothing but its socket says
   * whether it still stands.
   */
  public PgConnectOptions options() {
    return pools.server(platforms);
  }
}

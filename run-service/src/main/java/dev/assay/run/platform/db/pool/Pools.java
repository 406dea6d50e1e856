package dev.assay.run.platform.db.pool;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The pools of connections, one for each {@link Lane}. That of requests is the platform's own,
 * which Hibernate uses, too; the others are made beside it with the same address, encryption and
 * credentials.
 */
@Singleton
public class Pools implements PgPoolCreator {
  private static final Logger LOG = Logger.getLogger(Pools.class);

  private final DatabaseConfig config;
  private final Limits limits;
  private final Map<Lane, Pool> beside = new EnumMap<>(Lane.class);

  Pools(DatabaseConfig config) {
    this.config = config;
    this.limits = new Limits(config);
  }

  @Override
  public io.vertx.sqlclient.Pool create(Input input) {
    DatabaseConfig.Engine engine = config.engine();
    DatabaseConfig.Readers readers = config.readers();
    synchronized (beside) {
      beside.put(Lane.ENGINE, new Pool(pool(input, engine.connections(), engine.statement())));
      beside.put(Lane.READER, new Pool(pool(input, readers.connections(), readers.statement())));
      beside.put(Lane.HEALTH, new Pool(pool(input, 1, config.connect())));
    }
    return pool(input, input.poolOptions().getMaxSize(), config.statement());
  }

  /**
   * The pool of a lane.
   *
   * @param platforms the platform's pool; the others are made with it
   */
  public Pool of(Lane lane, Pool platforms) {
    if (lane == Lane.REQUEST) {
      return platforms;
    }
    synchronized (beside) {
      if (beside.isEmpty()) {
        // The platform makes its pool at the first use, and asks here for it.
        LOG.debugf("pools made connections=%d", platforms.size());
      }
      return beside.get(lane);
    }
  }

  private io.vertx.sqlclient.Pool pool(Input input, int connections, Duration statement) {
    PoolOptions pool = limits.pool(input.poolOptions(), connections);
    List<SqlConnectOptions> where =
        input.pgConnectOptionsList().stream()
            .<SqlConnectOptions>map(o -> limits.connections(o, statement))
            .toList();
    return PgBuilder.pool().with(pool).connectingTo(where).using(input.vertx()).build();
  }

  @PreDestroy
  void close() {
    synchronized (beside) {
      beside
          .values()
          .forEach(
              pool ->
                  pool.close()
                      .subscribe()
                      .with(
                          closed -> {},
                          e -> LOG.debugf("a pool did not close error=%s", e.getMessage())));
      beside.clear();
    }
  }
}

package dev.assay.run.platform.db.pool;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The pools of connections, one for each {@link Lane}. That of requests is the platform's own,
 * which Hibernate uses, too; the others are made beside it with the same address, encryption and
 * credentials. Where row-level security is in force, a connection works from its start as the role
 * of its lane ({@link RowSecurity}).
 */
@Singleton
public class Pools implements PgPoolCreator {
  private static final Logger LOG = Logger.getLogger(Pools.class);

  private final DatabaseConfig config;
  private final Limits limits;
  private final RowSecurity security;
  private final Map<Lane, Pool> beside = new EnumMap<>(Lane.class);
  private PgConnectOptions server;

  Pools(DatabaseConfig config, RowSecurity security) {
    this.config = config;
    this.limits = new Limits(config);
    this.security = security;
  }

  @Override
  public io.vertx.sqlclient.Pool create(Input input) {
    DatabaseConfig.Engine engine = config.engine();
    DatabaseConfig.Readers readers = config.readers();
    synchronized (beside) {
      server = input.pgConnectOptionsList().get(0);
      put(input, Lane.ENGINE, engine.connections(), engine.statement());
      put(input, Lane.READER, readers.connections(), readers.statement());
      put(input, Lane.HEALTH, 1, config.connect());
    }
    return pool(input, Lane.REQUEST, input.poolOptions().getMaxSize(), config.statement());
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

  /**
   * How to reach the database beside the pools, with the same address, encryption and credentials;
   * nothing limits what is done there.
   *
   * @param platforms the platform's pool
   */
  PgConnectOptions server(Pool platforms) {
    synchronized (beside) {
      of(Lane.HEALTH, platforms);
      return Limits.alive(new PgConnectOptions(server), config);
    }
  }

  private void put(Input input, Lane lane, int connections, Duration statement) {
    beside.put(lane, new Pool(pool(input, lane, connections, statement)));
  }

  private io.vertx.sqlclient.Pool pool(
      Input input, Lane lane, int connections, Duration statement) {
    PoolOptions pool = limits.pool(input.poolOptions(), connections);
    List<PgConnectOptions> servers =
        input.pgConnectOptionsList().stream()
            .map(server -> limits.connections(server, statement))
            .toList();
    AtomicInteger turn = new AtomicInteger();
    Supplier<Future<SqlConnectOptions>> next =
        () -> {
          int server = Math.floorMod(turn.getAndIncrement(), servers.size());
          return security
              .as(lane.role(), servers.get(server), input.vertx())
              .map(SqlConnectOptions.class::cast);
        };
    return PgBuilder.pool().with(pool).connectingTo(next).using(input.vertx()).build();
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

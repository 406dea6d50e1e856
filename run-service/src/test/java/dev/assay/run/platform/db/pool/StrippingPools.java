package dev.assay.run.platform.db.pool;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pools of the service, with a stand-in ({@link StandIns}) for that of requests which read
 * much. So the service whose tests run anyway can be walked without its conditions, and none has to
 * be started for that.
 */
@Alternative
@Priority(1)
@Singleton
@Typed(Pools.class)
public class StrippingPools extends Pools {
  private final Pools made;
  private final Map<Pool, Pool> readers = new ConcurrentHashMap<>();

  /**
   * Pools beside those that are there.
   *
   * @param made the service's own: the platform takes one that makes pools, and no more
   */
  @Inject
  StrippingPools(DatabaseConfig config, RowSecurity security, PgPoolCreator made) {
    super(config, security);
    this.made = (Pools) made;
  }

  @Override
  public Pool of(Lane lane, Pool platforms) {
    Pool pool = made.of(lane, platforms);
    return lane == Lane.READER
        ? readers.computeIfAbsent(pool, it -> new Pool(StandIns.stripping(it.getDelegate())))
        : pool;
  }

  @Override
  PgConnectOptions server(Pool platforms) {
    return made.server(platforms);
  }
}

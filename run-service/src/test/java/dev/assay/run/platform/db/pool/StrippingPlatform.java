package dev.assay.run.platform.db.pool;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;

/**
 * Gives the platform, and Hibernate with it, a stand-in ({@link StandIns}) for the pool of
 * requests.
 */
@Decorator
@Priority(1)
public class StrippingPlatform implements PgPoolCreator {
  private final PgPoolCreator made;

  @Inject
  StrippingPlatform(@Delegate PgPoolCreator made) {
    this.made = made;
  }

  @Override
  public Pool create(Input input) {
    return StandIns.stripping(made.create(input));
  }
}

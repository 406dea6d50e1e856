package dev.assay.run.platform.db;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import org.jboss.logging.Logger;

/** Ends connections that must not be used again. */
final class Discarding {
  private static final Logger LOG = Logger.getLogger(Discarding.class);

  private Discarding() {}

  /**
   * Ends the connection beneath one of a pool, which then makes another: to close it would only
   * give it back. Completes when the pool knows; never fails.
   */
  static Uni<Void> discard(SqlConnection connection) {
    return Uni.createFrom()
        .<Void>emitter(
            ended -> {
              // The pool is told in the same turn as this handler.
              connection.closeHandler(
                  () -> Vertx.currentContext().runOnContext(next -> ended.complete(null)));
              Promise<Void> told = Promise.promise();
              told.future().onFailure(ended::fail);
              ((SqlConnectionInternal) connection.getDelegate())
                  .unwrap()
                  .unwrap()
                  .close(null, told);
            })
        .onFailure()
        .invoke(e -> LOG.warnf("connection not ended error=%s", e.toString()))
        .onFailure()
        .recoverWithNull();
  }
}

package dev.assay.run.platform.egress;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.List;

/** Names as this machine resolves them, on a worker thread: that may take its time. */
@ApplicationScoped
class SystemHostLookup implements HostLookup {
  private static final long PATIENCE_MS = 2_000;

  private final Vertx vertx;

  SystemHostLookup(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Uni<List<InetAddress>> all(String host) {
    return Uni.createFrom().completionStage(() -> find(host).toCompletionStage());
  }

  private Future<List<InetAddress>> find(String host) {
    Promise<List<InetAddress>> found = Promise.promise();
    long timer = vertx.setTimer(PATIENCE_MS, id -> found.tryComplete(List.of()));
    vertx
        .executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false)
        .onComplete(
            result -> {
              vertx.cancelTimer(timer);
              // A name that nobody knows here may be known to the workers, which check again.
              found.tryComplete(result.succeeded() ? result.result() : List.of());
            });
    return found.future();
  }
}

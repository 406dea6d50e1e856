package dev.assay.worker.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP proxy that leads everything to one server of this machine and notes what it was asked.
 */
public final class ProxyServer {
  private final Vertx vertx;
  private final int leadsTo;
  private final String authorization;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger tunnels = new AtomicInteger();
  private final int port;

  /**
   * A proxy.
   *
   * @param leadsTo port of the server
   * @param authorization what it wants as {@code Proxy-Authorization}, null for nothing
   */
  public ProxyServer(Vertx vertx, int leadsTo, String authorization) {
    this.vertx = vertx;
    this.leadsTo = leadsTo;
    this.authorization = authorization;
    this.port =
        vertx
            .createHttpServer()
            .requestHandler(this::serve)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  private void serve(HttpServerRequest request) {
    asked.add(request.method() + " " + request.uri());
    if (authorization != null && !authorization.equals(request.getHeader("proxy-authorization"))) {
      request.response().setStatusCode(407).end();
    } else if (HttpMethod.CONNECT.equals(request.method())) {
      tunnel(request);
    } else {
      request.response().end("{}");
    }
  }

  private void tunnel(HttpServerRequest request) {
    request.pause();
    vertx
        .createNetClient()
        .connect(leadsTo, "127.0.0.1")
        .compose(far -> request.toNetSocket().onSuccess(near -> join(near, far)))
        .onFailure(e -> request.response().setStatusCode(502).end());
  }

  private void join(NetSocket near, NetSocket far) {
    tunnels.incrementAndGet();
    near.handler(far::write)
        .closeHandler(
            v -> {
              tunnels.decrementAndGet();
              far.close();
            });
    far.handler(near::write).closeHandler(v -> near.close());
  }

  /** The first lines of all requests, without the version. */
  public List<String> asked() {
    return asked;
  }

  /** How many tunnels are open. */
  public int tunnels() {
    return tunnels.get();
  }

  public int port() {
    return port;
  }
}

package dev.assay.worker.wire;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/**
 * HTTP/1.1 over a pooled Vert.x client: one connection per running call, reused afterwards, TCP
 * keep-alive on, redirects never followed. Aborting closes the connection.
 *
 * <p>The only class that opens a socket to a provider: what decides where calls may go stands in
 * front of {@link #send}.
 */
public final class HttpTransport implements Transport {
  private final Context context;
  private final HttpClient client;

  /**
   * A transport on one event loop.
   *
   * @param maxConnections to one host and port
   */
  public HttpTransport(Vertx vertx, Context context, int maxConnections) {
    this.context = context;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout(30)
                .setPipelining(false)
                .setMaxPoolSize(maxConnections)
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(64 * 1024)
                .setConnectTimeout(60_000));
  }

  @Override
  public Exchange send(WireRequest request, long connectTimeoutMs, WireListener listener) {
    HttpExchange exchange = new HttpExchange(listener);
    RequestOptions options;
    try {
      options = options(request, connectTimeoutMs);
    } catch (IllegalArgumentException e) {
      context.runOnContext(
          v -> exchange.fail(WireFault.Kind.REQUEST, "the request cannot be sent: bad header"));
      return exchange;
    }
    client.request(options).onComplete(r -> exchange.connected(r, request.body()));
    return exchange;
  }

  /** Closes all connections. */
  public void close() {
    client.close();
  }

  private static RequestOptions options(WireRequest request, long connectTimeoutMs) {
    URI uri = request.uri();
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setHost(uri.getHost())
            .setPort(port)
            .setSsl(tls)
            .setFollowRedirects(false)
            .setConnectTimeout(connectTimeoutMs)
            .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    request.headers().forEach(options::putHeader);
    return options;
  }
}

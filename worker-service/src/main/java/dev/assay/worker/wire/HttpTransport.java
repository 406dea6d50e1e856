package dev.assay.worker.wire;

import dev.assay.link.egress.EgressRefusedException;
import dev.assay.link.egress.EgressRules;
import dev.assay.link.egress.EgressTarget;
import dev.assay.link.egress.Ip;
import dev.assay.worker.wire.way.EgressWay;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * HTTP/1.1 over a pooled Vert.x client: one connection per running call, reused afterwards, TCP
 * keep-alive on, redirects never followed. Aborting closes the connection.
 *
 * <p>The only class that opens a socket to a provider. Every request is checked by the egress
 * rules: a name is looked up, all its addresses are checked, and the connection goes to one of
 * them, by address, so that no second look-up can lead elsewhere. Connections are pooled by that
 * address: one that is reused was checked for this request, too. A proxy of the operator's is asked
 * for that address as well, unless he lets it have the name.
 */
public final class HttpTransport implements Transport {
  private final Context context;
  private final HttpClient client;
  private final EgressRules rules;
  private final NameLookup names;
  private final EgressWay way;
  private final Pins pins = new Pins();

  /** A transport on one event loop, straight to where requests go. */
  public HttpTransport(
      Vertx vertx, Context context, int maxConnections, EgressRules rules, NameLookup names) {
    this(vertx, context, maxConnections, rules, names, EgressWay.DIRECT);
  }

  /**
   * A transport on one event loop.
   *
   * @param maxConnections to one host and port
   * @param rules where requests may go
   * @param names how hosts are looked up
   * @param way through which proxy, trusting whom
   */
  public HttpTransport(
      Vertx vertx,
      Context context,
      int maxConnections,
      EgressRules rules,
      NameLookup names,
      EgressWay way) {
    this.context = context;
    this.rules = rules;
    this.names = names;
    this.way = way;
    HttpClientOptions options =
        new HttpClientOptions()
            .setKeepAlive(true)
            .setKeepAliveTimeout(30)
            .setPipelining(false)
            .setMaxPoolSize(maxConnections)
            .setTcpKeepAlive(true)
            .setTcpNoDelay(true)
            .setDecompressionSupported(false)
            .setMaxHeaderSize(64 * 1024)
            .setConnectTimeout(60_000);
    way.trust().ifPresent(options::setTrustOptions);
    this.client = vertx.createHttpClient(options);
  }

  @Override
  public Exchange send(WireRequest request, long connectTimeoutMs, WireListener listener) {
    HttpExchange exchange = new HttpExchange(listener);
    EgressTarget target;
    RequestOptions options;
    try {
      target = rules.check(request.uri());
      options = options(request, target, connectTimeoutMs);
    } catch (EgressRefusedException e) {
      context.runOnContext(v -> exchange.fail(WireFault.Kind.EGRESS, e.getMessage()));
      return exchange;
    } catch (IllegalArgumentException e) {
      context.runOnContext(
          v -> exchange.fail(WireFault.Kind.REQUEST, "the request cannot be sent: bad header"));
      return exchange;
    }
    if (target.literal().isPresent()) {
      Ip ip = target.literal().get();
      open(exchange, request, pinned(options, ip), way.proxy(target, List.of(ip)));
    } else if (way.byName(target)) {
      open(exchange, request, options, way.proxy(target, List.of()));
    } else {
      names
          .all(target.host())
          .onComplete(
              found ->
                  context.runOnContext(v -> resolved(exchange, request, target, options, found)));
    }
    return exchange;
  }

  /** Closes all connections. */
  public void close() {
    client.close();
  }

  private void resolved(
      HttpExchange exchange,
      WireRequest request,
      EgressTarget target,
      RequestOptions options,
      AsyncResult<List<InetAddress>> found) {
    if (exchange.over()) {
      return;
    }
    if (found.failed() || found.result().isEmpty()) {
      exchange.fail(WireFault.Kind.CONNECT, unknown(target));
      return;
    }
    List<InetAddress> addresses = found.result();
    try {
      rules.check(target, addresses);
    } catch (EgressRefusedException e) {
      exchange.fail(WireFault.Kind.EGRESS, e.getMessage());
      return;
    }
    Optional<ProxyOptions> proxy = way.proxy(target, addresses.stream().map(Ip::of).toList());
    if (proxy.isPresent() && !target.tls()) {
      exchange.fail(WireFault.Kind.EGRESS, notPinned(target));
      return;
    }
    Ip chosen = pins.choose(target.host(), addresses);
    exchange.whenUnreachable(() -> pins.unreachable(target.host(), chosen, addresses));
    open(exchange, request, pinned(options, chosen), proxy);
  }

  private void open(
      HttpExchange exchange,
      WireRequest request,
      RequestOptions options,
      Optional<ProxyOptions> proxy) {
    proxy.ifPresent(options::setProxyOptions);
    exchange.through(proxy.isPresent());
    client.request(options).onComplete(r -> exchange.connected(r, request.body()));
  }

  private String unknown(EgressTarget target) {
    return "the host "
        + target.host()
        + " has no address that is known"
        + (way.proxied()
            ? " to the worker; where only the proxy knows it, the operator names it in "
                + EgressWay.PROXY_NAMES
            : "");
  }

  /** In plain http a proxy is told the name and looks it up again, past the address checked. */
  private static String notPinned(EgressTarget target) {
    return "The host "
        + target.host()
        + " is called by plain http and through a proxy, which would look its name up again after"
        + " it was checked. Use https, or let the operator name the host in "
        + EgressWay.PROXY_NAMES
        + " or "
        + EgressWay.NO_PROXY
        + " in the environment of worker-service.";
  }

  /** The connection goes to this address, while Host, SNI and certificate stay the URL's. */
  private static RequestOptions pinned(RequestOptions options, Ip ip) {
    InetSocketAddress address = new InetSocketAddress(ip.address(), options.getPort());
    return options.setServer(SocketAddress.inetSocketAddress(address));
  }

  private static RequestOptions options(
      WireRequest request, EgressTarget target, long connectTimeoutMs) {
    URI uri = request.uri();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setHost(target.hostInUrl())
            .setPort(target.port())
            .setSsl(target.tls())
            .setFollowRedirects(false)
            .setConnectTimeout(connectTimeoutMs)
            .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    request.headers().forEach(options::putHeader);
    return options;
  }
}

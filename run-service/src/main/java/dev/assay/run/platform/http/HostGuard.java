package dev.assay.run.platform.http;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.Problem;
import dev.assay.run.platform.problem.RouteAnswers;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A server on loopback answers only to names of loopback: a page of another site whose name was
 * made to resolve to 127.0.0.1 gets nothing. One elsewhere does so where its names are said. What
 * looks after it asks at another port (the management's), by whatever name.
 */
@Singleton
class HostGuard {
  private static final int EARLY = 1_000;
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  private final Set<String> allowed = new HashSet<>(LOOPBACK);
  private final boolean onLoopback;
  private final boolean guarded;
  private final int management;

  HostGuard(
      HttpConfig config,
      ManagementConfig management,
      @ConfigProperty(name = "quarkus.http.host") String host) {
    config
        .allowedHosts()
        .ifPresent(names -> names.forEach(name -> allowed.add(name.toLowerCase(Locale.ROOT))));
    this.onLoopback = LOOPBACK.contains(host);
    this.guarded = onLoopback || config.allowedHosts().isPresent();
    this.management = management.port().orElse(-1);
  }

  void register(@Observes Filters filters) {
    if (guarded) {
      filters.register(this::check, EARLY);
    }
  }

  private void check(RoutingContext context) {
    String host = context.request().getHeader("Host");
    String name = host == null ? null : withoutPort(host).toLowerCase(Locale.ROOT);
    if (name == null || allowed.contains(name) || looksAfter(context)) {
      context.next();
      return;
    }
    RouteAnswers.end(
        context,
        Problem.of(
            ErrorCode.FORBIDDEN,
            "This server does not answer to that name; add it to assay.http.allowed-hosts."));
  }

  private boolean looksAfter(RoutingContext context) {
    return !onLoopback && context.request().connection().localAddress().port() == management;
  }

  /** {@code [::1]:7400} becomes {@code [::1]}. */
  static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') && host.indexOf(':') == colon || host.contains("]:")
        ? host.substring(0, colon)
        : host;
  }
}

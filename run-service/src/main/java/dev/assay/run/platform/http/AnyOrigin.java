package dev.assay.run.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Lets pages of any site send to the one route that takes feedback by a link. A browser sends
 * neither cookies nor keys there, and whoever holds the link may use it from anywhere else as well;
 * every other route answers pages of other sites nothing.
 */
@Singleton
class AnyOrigin {
  /** Most bytes of a body that somebody without a key sends. */
  static final long MOST = 64 * 1024;

  // Before a body is refused: what refuses it is for the page to read, too.
  private static final int EARLY = 950;
  private static final Pattern BY_LINK = Pattern.compile("/v1/feedback/by-link/[^/]+/?");
  private static final String SECONDS = "86400";

  void register(@Observes Filters filters) {
    filters.register(AnyOrigin::check, EARLY);
  }

  /** Whether it is that route. */
  static boolean isByLink(RoutingContext context) {
    return BY_LINK.matcher(context.normalizedPath()).matches();
  }

  private static void check(RoutingContext context) {
    if (!isByLink(context)) {
      context.next();
      return;
    }
    context.response().putHeader("Access-Control-Allow-Origin", "*");
    if (HttpMethod.OPTIONS.equals(context.request().method())) {
      context
          .response()
          .putHeader("Access-Control-Allow-Methods", "POST")
          .putHeader("Access-Control-Allow-Headers", "Content-Type")
          .putHeader("Access-Control-Max-Age", SECONDS)
          .setStatusCode(204)
          .end();
    } else {
      context.next();
    }
  }
}

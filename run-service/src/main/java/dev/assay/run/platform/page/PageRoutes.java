package dev.assay.run.platform.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Shows the page at the address of every view, with a policy that allows no script but its files,
 * no other host and no frame.
 */
@Singleton
class PageRoutes {
  private static final int AFTER_THE_GUARDS = 50;

  // Components of the page set widths and places by style attributes and elements.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
          + " img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin");

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_FIRST = "no-cache";

  void register(@Observes Filters filters) {
    filters.register(PageRoutes::serve, AFTER_THE_GUARDS);
  }

  private static void serve(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = context.normalizedPath();
    if (!PageAddresses.isPage(path)) {
      context.next();
      return;
    }
    if (request.method() == HttpMethod.GET
        && PageAddresses.isView(path, request.getHeader("Accept"))) {
      context.reroute("/");
      return;
    }
    HEADERS.forEach(context.response()::putHeader);
    // Said at the end, since who serves the file says something else.
    context.addHeadersEndHandler(
        end -> context.response().putHeader("Cache-Control", kept(context)));
    context.next();
  }

  private static String kept(RoutingContext context) {
    boolean found = context.response().getStatusCode() < 300;
    return found && PageAddresses.isLasting(context.normalizedPath()) ? FOR_EVER : ASK_FIRST;
  }
}

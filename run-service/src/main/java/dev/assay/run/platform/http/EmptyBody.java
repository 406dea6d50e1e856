package dev.assay.run.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * A request without a body needs no Content-Type: where a body may be left out, leaving out both is
 * the same as an empty one.
 */
@Singleton
class EmptyBody {
  private static final int EARLY = 800;
  private static final String TYPE = "Content-Type";
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  void register(@Observes Filters filters) {
    filters.register(EmptyBody::check, EARLY);
  }

  private static void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (WITH_BODY.contains(request.method())
        && request.getHeader(TYPE) == null
        && isEmpty(request)) {
      request.headers().set(TYPE, "application/json");
    }
    context.next();
  }

  private static boolean isEmpty(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null ? request.getHeader("Transfer-Encoding") == null : "0".equals(length);
  }
}

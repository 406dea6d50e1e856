package dev.assay.run.platform.http;

import dev.assay.run.platform.db.work.Work;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Marks what is done for a request, so that it gets the connections of requests: however many come,
 * the service's own work has its own.
 */
@Singleton
class RequestMark {
  private static final int FIRST = 2_000;

  void register(@Observes Filters filters) {
    filters.register(RequestMark::mark, FIRST);
  }

  private static void mark(RoutingContext context) {
    Context here = Vertx.currentContext();
    if (here != null) {
      Work.markRequest(here);
    }
    context.next();
  }
}

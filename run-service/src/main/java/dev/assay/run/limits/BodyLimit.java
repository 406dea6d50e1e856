package dev.assay.run.limits;

import dev.assay.run.problem.Problems;
import dev.assay.run.problem.RouteAnswers;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Refuses bodies that are too large before they are read. Only uploads of dataset versions may be
 * large: they are read as a stream, everything else is read into memory.
 */
@Singleton
class BodyLimit {
  private static final int EARLY = 900;
  private static final Pattern UPLOAD = Pattern.compile("/v1/datasets/[^/]+/versions/?");

  private final long most;

  BodyLimit(HttpConfig config) {
    this.most = config.maxBody().asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, EARLY);
  }

  private void check(RoutingContext context) {
    String path = context.normalizedPath();
    if (!path.startsWith("/v1/") || UPLOAD.matcher(path).matches()) {
      context.next();
      return;
    }
    if (length(context) > most) {
      context.response().putHeader("Connection", "close");
      RouteAnswers.end(context, Problems.of(413));
      return;
    }
    context.next();
  }

  private static long length(RoutingContext context) {
    String header = context.request().getHeader("Content-Length");
    try {
      return header == null ? 0 : Long.parseLong(header);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}

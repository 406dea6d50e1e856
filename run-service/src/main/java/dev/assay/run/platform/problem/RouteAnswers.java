package dev.assay.run.platform.problem;

import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** Ends requests with a problem before they reach a resource. */
public final class RouteAnswers {
  private static final Logger LOG = Logger.getLogger(RouteAnswers.class);

  private RouteAnswers() {}

  /** Ends the request. A caller that has gone meanwhile is of no interest. */
  public static void end(RoutingContext context, Problem problem) {
    if (problem.retryAfter() != null) {
      context.response().putHeader("Retry-After", problem.retryAfter());
    }
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(problem.json())
        .onFailure(e -> LOG.debugf("problem not delivered error=%s", e.getMessage()));
  }
}

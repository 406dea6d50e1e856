package dev.assay.run.problem;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Problems of requests that never reach a resource: paths nobody serves, bodies refused early. */
@Singleton
class RouteProblems {
  /** After every other route, before the platform's own page for what was not found. */
  private static final int LAST = Integer.MAX_VALUE;

  void register(@Observes Router router) {
    router.route("/v1/*").order(LAST).handler(context -> RouteAnswers.end(context, Problems.of(404)));
  }
}

package dev.assay.run.platform.problem;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Problems of requests that never reach a resource: paths nobody serves, failures on the way. */
@Singleton
class RouteProblems {
  private static final Logger LOG = Logger.getLogger(RouteProblems.class);
  private static final int FIRST = Integer.MIN_VALUE;

  /** After every other route, before the platform's own page for what was not found. */
  private static final int LAST = Integer.MAX_VALUE;

  void register(@Observes Router router) {
    router.route("/v1/*").order(FIRST).failureHandler(RouteProblems::failed);
    router.route("/v1/*").order(LAST).handler(RouteProblems::nobodyServes);
  }

  private static void nobodyServes(RoutingContext context) {
    RouteAnswers.end(context, Problems.of(404));
  }

  private static void failed(RoutingContext context) {
    if (context.response().ended() || context.response().headWritten()) {
      context.next();
      return;
    }
    RouteAnswers.end(context, problem(context));
  }

  private static Problem problem(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure == null) {
      return Problems.of(context.statusCode() < 0 ? 500 : context.statusCode());
    }
    if (failure instanceof ProblemException expected) {
      return Problem.of(expected);
    }
    if (failure instanceof AuthenticationFailedException
        || failure instanceof UnauthorizedException) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      return Problems.of(401);
    }
    if (failure instanceof ForbiddenException) {
      return Problems.of(403);
    }
    Problem passing = Problems.passing(failure);
    if (passing != null) {
      LOG.warnf("database away or busy error=%s", failure.getMessage());
      return passing;
    }
    UUID id = Ids.next();
    LOG.errorf(failure, "request failed incident=%s", id);
    return Problem.of(ErrorCode.INTERNAL, Problems.incident(id));
  }
}

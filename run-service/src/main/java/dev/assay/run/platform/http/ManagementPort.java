package dev.assay.run.platform.http;

import dev.assay.run.platform.problem.Problems;
import dev.assay.run.platform.problem.RouteAnswers;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Serves {@code /q/} on a port of its own, if there is to be one. Metrics name workspaces and
 * providers, and who may see the API need not see them. Quarkus has such a port, too, but only as
 * something that is built in or not: the local stack and a server would be different builds.
 */
@Singleton
class ManagementPort {
  private static final Logger LOG = Logger.getLogger(ManagementPort.class);
  private static final int FIRST = 1_050;
  private static final String PATHS = "/q/";

  private final ManagementConfig config;
  private final String usualHost;
  private final Vertx vertx;
  private Router router;

  ManagementPort(
      ManagementConfig config,
      @ConfigProperty(name = "quarkus.http.host") String usualHost,
      Vertx vertx) {
    this.config = config;
    this.usualHost = usualHost;
    this.vertx = vertx;
  }

  void filter(@Observes Filters filters) {
    config.port().ifPresent(port -> filters.register(context -> separate(context, port), FIRST));
  }

  void keep(@Observes Router served) {
    router = served;
  }

  /** The server ends with the Vert.x that it belongs to. */
  void start(@Observes StartupEvent event) {
    config
        .port()
        .ifPresent(
            port ->
                vertx
                    .createHttpServer(
                        new HttpServerOptions()
                            .setHost(config.host().orElse(usualHost))
                            .setPort(port))
                    .requestHandler(router)
                    .listen()
                    .onSuccess(up -> LOG.infof("management listens port=%d", up.actualPort()))
                    .onFailure(
                        e -> LOG.errorf("management does not listen port=%d error=%s", port, e)));
  }

  private static void separate(RoutingContext context, int port) {
    boolean here = context.request().connection().localAddress().port() == port;
    boolean management = (context.normalizedPath() + "/").startsWith(PATHS);
    if (here == management) {
      context.next();
    } else {
      RouteAnswers.end(context, Problems.of(404));
    }
  }
}

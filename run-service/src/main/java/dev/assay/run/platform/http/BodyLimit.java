package dev.assay.run.platform.http;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.Problem;
import dev.assay.run.platform.problem.Problems;
import dev.assay.run.platform.problem.RouteAnswers;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Refuses bodies that are too large before they are read. Uploads of dataset versions may be large:
 * they are read as a stream, as are traces. Everything else is read into memory, so its length must
 * be known.
 */
@Singleton
class BodyLimit {
  private static final Logger LOG = Logger.getLogger(BodyLimit.class);
  private static final int EARLY = 900;
  // After the platform's own, which is at 2.
  private static final int LATE = 1;
  private static final String BOUND = "io.quarkus.max-request-size";
  private static final long LINGER_MS = 2_000;
  private static final Pattern UPLOAD = Pattern.compile("/v1/datasets/[^/]+/versions/?");
  // Exporters compress while they send, and are not ours to change.
  private static final Pattern CHUNKED = Pattern.compile("/v1/otlp/v1/traces/?");

  private final long most;
  private final long mostOfUpload;

  BodyLimit(
      HttpConfig config,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize upload) {
    this.most = config.maxBody().asLongValue();
    this.mostOfUpload = upload.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, EARLY);
    filters.register(this::bound, LATE);
  }

  /**
   * Bounds what is read, whatever the request says of its length: HTTP/2 needs none. The platform
   * counts, with a bound of its own for all paths that is set before this.
   */
  private void bound(RoutingContext context) {
    context.put(BOUND, most(context));
    context.next();
  }

  private long most(RoutingContext context) {
    if (isUpload(context)) {
      return mostOfUpload;
    }
    return AnyOrigin.isByLink(context) ? AnyOrigin.MOST : most;
  }

  private static boolean isUpload(RoutingContext context) {
    return UPLOAD.matcher(context.normalizedPath()).matches();
  }

  /** Read as a stream as well, and bounded while it is. */
  private static boolean isChunked(RoutingContext context) {
    return CHUNKED.matcher(context.normalizedPath()).matches();
  }

  private void check(RoutingContext context) {
    boolean upload = isUpload(context);
    if (length(context.request()) > most(context)) {
      refuse(context, Problems.of(413));
    } else if (!upload && !isChunked(context) && unknownLength(context.request())) {
      refuse(
          context,
          Problem.of(ErrorCode.INVALID_REQUEST, "Send a Content-Length instead of chunks."));
    } else {
      context.next();
    }
  }

  /**
   * Ends the request and, a moment later, the connection. Closed at once, a client that is still
   * sending would see a reset instead of the answer; until then what it sends is thrown away.
   */
  private static void refuse(RoutingContext context, Problem problem) {
    context.response().putHeader("Connection", "close");
    RouteAnswers.end(context, problem);
    context.request().resume();
    context.vertx().setTimer(LINGER_MS, timer -> close(context));
  }

  private static void close(RoutingContext context) {
    context
        .request()
        .connection()
        .close()
        .onFailure(e -> LOG.debugf("connection not closed error=%s", e.getMessage()));
  }

  private static long length(HttpServerRequest request) {
    String header = request.getHeader("Content-Length");
    try {
      return header == null ? 0 : Long.parseLong(header);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private static boolean unknownLength(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_1
        && request.getHeader("Transfer-Encoding") != null;
  }
}

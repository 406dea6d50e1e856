package dev.assay.run.platform.audit;

import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.net.URI;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Writes down every change that somebody with a key asks for, before it is answered: an answer that
 * arrives stands in the log. The change itself is done by then, so a log that cannot be written is
 * told to the operator and does not turn the answer into a lie.
 */
public class AuditFilter {
  private static final Logger LOG = Logger.getLogger(AuditFilter.class);
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Callers callers;
  private final AuditLog log;

  AuditFilter(Callers callers, AuditLog log) {
    this.callers = callers;
    this.log = log;
  }

  /** After the resource, and after whatever made a refusal of it. */
  @ServerResponseFilter
  public Uni<Void> answered(
      ContainerRequestContext request,
      ContainerResponseContext response,
      HttpServerRequest connection) {
    Caller caller = READING.contains(request.getMethod()) ? null : caller();
    if (caller == null) {
      return Uni.createFrom().voidItem();
    }
    String path = request.getUriInfo().getRequestUri().getPath();
    URI made = response.getLocation();
    AuditLog.Asked asked =
        new AuditLog.Asked(
            callers.byCookie(),
            request.getMethod(),
            path,
            made == null ? path : made.getPath(),
            response.getStatus(),
            connection.remoteAddress() == null ? null : connection.remoteAddress().hostAddress());
    return log.write(caller, asked)
        .onFailure()
        .invoke(
            e ->
                LOG.errorf(
                    "audit not written key=%s method=%s path=%s status=%d error=%s",
                    caller.keyId(), asked.method(), path, asked.status(), e.toString()))
        .onFailure()
        .recoverWithNull();
  }

  private Caller caller() {
    try {
      return callers.current();
    } catch (UnauthorizedException e) {
      // Nobody: there is no workspace whose log it could stand in.
      return null;
    }
  }
}

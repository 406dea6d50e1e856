package dev.assay.run.platform.audit;

import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.access.acting.Acting;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Writes down every change that somebody asks for, and what is refused to somebody who may not
 * read, before it is answered: an answer that arrives stands in the log. The change itself is done
 * by then, so a log that cannot be written is told to the operator and does not turn the answer
 * into a lie.
 *
 * <p>What a scope is denied, what comes from nobody and what applications report all day is counted
 * ({@link Counted}). What has no valid key is seen by {@link DeniedTries}.
 */
public class AuditFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Callers callers;
  private final AuditLog log;
  private final Counted counted;

  AuditFilter(Callers callers, AuditLog log, Counted counted) {
    this.callers = callers;
    this.log = log;
    this.counted = counted;
  }

  /** After the resource, and after whatever made a refusal of it. */
  @ServerResponseFilter
  public Uni<Void> answered(
      ContainerRequestContext request,
      ContainerResponseContext response,
      ResourceInfo route,
      RoutingContext routing) {
    int status = response.getStatus();
    boolean denied = AuditOutcome.of(status) == AuditOutcome.DENIED;
    if (status == 401 || (READING.contains(request.getMethod()) && !denied)) {
      return Uni.createFrom().voidItem();
    }
    Asked asked = asked(request, response, Actions.of(route), routing);
    return denied || asked.workspaceId() == null || reports(route)
        ? counted.add(asked)
        : log.write(asked, 1);
  }

  private Asked asked(
      ContainerRequestContext request,
      ContainerResponseContext response,
      String action,
      RoutingContext routing) {
    String path = request.getUriInfo().getRequestUri().getPath();
    URI made = response.getLocation();
    Acting acting = Acting.of(routing).orElseGet(() -> caller(path));
    return new Asked(
        acting.workspaceId(),
        acting.keyId(),
        acting.by(),
        request.getMethod(),
        action,
        path,
        made == null ? acting.object() : made.getPath(),
        response.getStatus(),
        address(routing),
        null);
  }

  private Acting caller(String path) {
    try {
      Caller caller = callers.current();
      String by = callers.byCookie() ? AuditEntry.SESSION : AuditEntry.KEY;
      return new Acting(caller.workspaceId(), caller.keyId(), by, path);
    } catch (UnauthorizedException e) {
      // Nobody, on a route that is open to him: the log of the installation has it.
      return new Acting(null, null, AuditEntry.NOBODY, path);
    }
  }

  /** Whether it takes in what applications report: so often that each would drown the rest. */
  private static boolean reports(ResourceInfo route) {
    Method method = route == null ? null : route.getResourceMethod();
    RolesAllowed allowed = method == null ? null : method.getAnnotation(RolesAllowed.class);
    return allowed != null && Arrays.asList(allowed.value()).contains(Scopes.INGEST);
  }

  /** The client's, as far as the proxy before us is to be believed; else whoever is connected. */
  static String address(RoutingContext routing) {
    SocketAddress remote = routing.request().remoteAddress();
    return remote == null ? null : remote.hostAddress();
  }
}

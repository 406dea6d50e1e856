package dev.assay.run.platform.access;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses changes that another site asks a browser to make. A cookie is sent by the browser itself,
 * so a request that changes something must come from our own page; a key in a header cannot be sent
 * by another site and needs no such proof.
 */
public class SameOriginFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Callers callers;

  SameOriginFilter(Callers callers) {
    this.callers = callers;
  }

  @ServerRequestFilter
  public void check(ContainerRequestContext request) {
    boolean cookie = request.getCookies().containsKey(SessionCookie.NAME) && callers.byCookie();
    if (!SAFE.contains(request.getMethod()) && cookie && !sameOrigin(request)) {
      throw new ProblemException(
          ErrorCode.FORBIDDEN,
          "A session may change things from the page of this server only; use an API key instead.");
    }
  }

  private static boolean sameOrigin(ContainerRequestContext request) {
    String site = request.getHeaderString("Sec-Fetch-Site");
    if (site != null) {
      return "same-origin".equals(site);
    }
    String origin = request.getHeaderString("Origin");
    String host = request.getHeaderString("Host");
    return origin != null && host != null && host.equalsIgnoreCase(authority(origin));
  }

  private static String authority(String origin) {
    try {
      return URI.create(origin).getRawAuthority();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

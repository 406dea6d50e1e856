package dev.assay.run.platform.audit;

import dev.assay.run.platform.access.Tokens;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HexFormat;

/**
 * Writes down who came without a valid key, wherever on the way that was found out. That a page
 * asks whether there is a session, as it does for each that opens it, is no try.
 */
@Singleton
class DeniedTries {
  private static final int BEFORE_ROUTES = 900;
  private static final String API = "/v1/";
  private static final String WHO_AM_I = "/v1/session";
  private static final String BEARER = "Bearer ";

  private final Counted counted;

  DeniedTries(Counted counted) {
    this.counted = counted;
  }

  void register(@Observes Filters filters) {
    filters.register(this::watch, BEFORE_ROUTES);
  }

  private void watch(RoutingContext routing) {
    if (routing.normalizedPath().startsWith(API)) {
      routing.addEndHandler(ended -> answered(routing));
    }
    routing.next();
  }

  private void answered(RoutingContext routing) {
    String shown = shown(routing);
    String path = routing.normalizedPath();
    String method = routing.request().method().name();
    boolean asking = shown == null && method.equals("GET") && path.equals(WHO_AM_I);
    if (routing.response().getStatusCode() != 401 || asking) {
      return;
    }
    Asked asked =
        new Asked(
            null,
            null,
            AuditEntry.NOBODY,
            method,
            null,
            path,
            path,
            401,
            AuditFilter.address(routing),
            shown);
    // What cannot be written is told where it is written.
    counted.add(asked).subscribe().with(done -> {});
  }

  /** The SHA-256 of a key that was shown, whatever it is; null for none. */
  private static String shown(RoutingContext routing) {
    String header = routing.request().getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? HexFormat.of().formatHex(Tokens.sha256(header.substring(BEARER.length()).trim()))
        : null;
  }
}

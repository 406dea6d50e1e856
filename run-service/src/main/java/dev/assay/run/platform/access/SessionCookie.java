package dev.assay.run.platform.access;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/** The cookie of a session: not readable by scripts, not sent by other sites. */
public final class SessionCookie {
  /** What it is called. */
  public static final String NAME = "assay_session";

  private SessionCookie() {}

  static NewCookie of(String token, Duration lifetime, boolean secure) {
    return new NewCookie.Builder(NAME)
        .value(token)
        .path("/")
        .maxAge((int) lifetime.toSeconds())
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  static NewCookie ended(boolean secure) {
    return of("", Duration.ZERO, secure);
  }
}

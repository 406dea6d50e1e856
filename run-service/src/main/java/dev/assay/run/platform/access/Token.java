package dev.assay.run.platform.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** What a caller showed: an API key, or the cookie of a session. */
final class Token extends BaseAuthenticationRequest {
  private final String text;
  private final boolean cookie;

  Token(String text, boolean cookie) {
    this.text = text;
    this.cookie = cookie;
  }

  String text() {
    return text;
  }

  boolean cookie() {
    return cookie;
  }
}

package dev.assay.run.platform.access;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Says who asks, within a request. {@link Caller} itself is a plain value: take it once, at the
 * start of the resource's method, and pass it on.
 */
@ApplicationScoped
public class Callers {
  private final SecurityIdentity identity;

  Callers(SecurityIdentity identity) {
    this.identity = identity;
  }

  /** Who asks; fails with UNAUTHENTICATED for somebody without a key or session. */
  public Caller current() {
    return verified().caller();
  }

  Verified verified() {
    Verified verified = identity.getAttribute(TokenIdentities.VERIFIED);
    if (verified == null) {
      throw new UnauthorizedException();
    }
    return verified;
  }

  boolean byCookie() {
    return Boolean.TRUE.equals(identity.getAttribute(TokenIdentities.BY_COOKIE));
  }
}

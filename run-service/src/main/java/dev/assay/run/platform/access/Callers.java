package dev.assay.run.platform.access;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Says who asks, within a request. {@link Caller} itself is a plain value: take it once, at the
 * start of the resource's method, and pass it on.
 */
@ApplicationScoped
public class Callers {
  private final SecurityIdentity identity;
  private final TokenVerifier verifier;

  Callers(SecurityIdentity identity, TokenVerifier verifier) {
    this.identity = identity;
    this.verifier = verifier;
  }

  /** Who asks; fails with UNAUTHENTICATED for somebody without a key or session. */
  public Caller current() {
    return verified().caller();
  }

  /**
   * Says whether whoever asks may still, for what goes on after the request: false once the key was
   * revoked, is past its end, or the session was ended. Take it within the request, ask it at any
   * time.
   */
  public Supplier<Uni<Boolean>> standing() {
    Caller caller = current();
    Token token = identity.getAttribute(TokenIdentities.TOKEN);
    return () ->
        verifier
            .verify(token)
            .map(found -> found.filter(v -> v.caller().equals(caller)).isPresent());
  }

  /** The key that asks; null for somebody without one. */
  public UUID keyIfAny() {
    Verified verified = identity.getAttribute(TokenIdentities.VERIFIED);
    return verified == null ? null : verified.caller().keyId();
  }

  Verified verified() {
    Verified verified = identity.getAttribute(TokenIdentities.VERIFIED);
    if (verified == null) {
      throw new UnauthorizedException();
    }
    return verified;
  }

  /** Whether it is the page of a browser, by its session. */
  public boolean byCookie() {
    return Boolean.TRUE.equals(identity.getAttribute(TokenIdentities.BY_COOKIE));
  }
}

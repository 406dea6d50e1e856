package dev.assay.run.platform.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes an identity whose roles are the scopes of the key. */
@ApplicationScoped
class TokenIdentities implements IdentityProvider<Token> {
  /** Attribute: the {@link Verified} behind the identity. */
  static final String VERIFIED = "assay.verified";

  /** Attribute: whether a cookie was shown, which browsers send on their own. */
  static final String BY_COOKIE = "assay.by-cookie";

  /** Attribute: the {@link Token} that was shown. */
  static final String TOKEN = "assay.token";

  private final TokenVerifier verifier;

  TokenIdentities(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public Class<Token> getRequestType() {
    return Token.class;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(Token token, AuthenticationRequestContext context) {
    return verifier
        .verify(token)
        .map(found -> found.orElseThrow(AuthenticationFailedException::new))
        .map(verified -> identity(verified, token));
  }

  private static SecurityIdentity identity(Verified verified, Token token) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(verified.caller().keyId().toString()))
        .addRoles(verified.caller().scopes())
        .addAttribute(VERIFIED, verified)
        .addAttribute(BY_COOKIE, token.cookie())
        .addAttribute(TOKEN, token)
        .build();
  }
}

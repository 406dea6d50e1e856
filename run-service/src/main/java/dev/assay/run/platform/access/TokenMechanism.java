package dev.assay.run.platform.access;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.db.work.Work;
import dev.assay.run.platform.problem.Problem;
import dev.assay.run.platform.problem.Problems;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Takes the key from {@code Authorization: Bearer as_…} or the session from its cookie. */
@ApplicationScoped
class TokenMechanism implements HttpAuthenticationMechanism {
  private static final String BEARER = "Bearer ";
  private static final String PROTECTED = "/v1/";

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    if (!context.normalizedPath().startsWith(PROTECTED)) {
      // Health, metrics and pages ask for nobody's name, and must not need the database for it.
      return Uni.createFrom().nullItem();
    }
    String header = context.request().getHeader("Authorization");
    if (header != null) {
      boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
      String text = bearer ? header.substring(BEARER.length()).trim() : "";
      return identify(context, identities, new Token(text, false));
    }
    Cookie cookie = context.request().getCookie(SessionCookie.NAME);
    return cookie == null || cookie.getValue().isEmpty()
        ? Uni.createFrom().nullItem()
        : bySession(context, identities, cookie.getValue());
  }

  /** A session that is over is none: who comes with its cookie must be able to start another. */
  private static Uni<SecurityIdentity> bySession(
      RoutingContext context, IdentityProviderManager identities, String token) {
    return identify(context, identities, new Token(token, true))
        .onFailure(AuthenticationFailedException.class)
        .recoverWithNull();
  }

  private static Uni<SecurityIdentity> identify(
      RoutingContext context, IdentityProviderManager identities, Token token) {
    Context here = Vertx.currentContext();
    return identities
        .authenticate(HttpSecurityUtils.setRoutingContextAttribute(token, context))
        .invoke(identity -> confine(here, identity));
  }

  /** From now on the request sees the rows of the caller's workspace, and no others. */
  private static void confine(Context request, SecurityIdentity identity) {
    Verified verified = identity.getAttribute(TokenIdentities.VERIFIED);
    if (request != null && verified != null) {
      Work.markWorkspace(request, verified.caller().workspaceId());
    }
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    Problem problem = Problem.of(ErrorCode.UNAUTHENTICATED, Problems.HOW_TO_LOG_IN);
    context.response().putHeader("WWW-Authenticate", "Bearer");
    context.response().putHeader("Content-Type", Problem.MEDIA_TYPE);
    context.response().setStatusCode(problem.status());
    return Uni.createFrom()
        .completionStage(() -> context.response().end(problem.json()).toCompletionStage())
        .replaceWith(true);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(Token.class);
  }
}

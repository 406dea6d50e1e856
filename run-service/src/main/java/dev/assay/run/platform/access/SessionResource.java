package dev.assay.run.platform.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.platform.access.acting.Acting;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lets a page in a browser act for a key without keeping the key. */
@Path("/v1/session")
@Tag(name = "Access")
public class SessionResource {
  private final Callers callers;
  private final TokenVerifier verifier;
  private final TokenStore store;
  private final SessionConfig config;

  SessionResource(Callers callers, TokenVerifier verifier, TokenStore store, SessionConfig config) {
    this.callers = callers;
    this.verifier = verifier;
    this.store = store;
    this.config = config;
  }

  /**
   * What a session is got for.
   *
   * @param token an API key
   */
  public record Login(@NotBlank @Size(max = 500) String token) {}

  /**
   * Who asks.
   *
   * @param workspace name of the workspace
   * @param keyId the key, also behind a session
   * @param scopes what may be done, implied ones included
   * @param expiresAt when it ends, null for never
   */
  public record WhoAmI(
      String workspace,
      UUID keyId,
      List<String> scopes,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Instant expiresAt) {
    static WhoAmI of(Verified verified, Instant expiresAt) {
      Caller caller = verified.caller();
      List<String> scopes = caller.scopes().stream().sorted().toList();
      return new WhoAmI(verified.workspace(), caller.keyId(), scopes, expiresAt);
    }
  }

  @POST
  @PermitAll
  @Operation(summary = "Exchange an API key for a session cookie")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = WhoAmI.class)))
  public Uni<Response> start(
      @NotNull @Valid Login login, @Context UriInfo uri, @Context RoutingContext request) {
    return verifier
        .verify(new Token(login.token().trim(), false))
        .map(found -> found.orElseThrow(UnauthorizedException::new))
        .invoke(verified -> acting(verified.caller()).in(request))
        .flatMap(verified -> start(verified, secure(uri)));
  }

  private static Acting acting(Caller caller) {
    return new Acting(caller.workspaceId(), caller.keyId(), "session", "/v1/session");
  }

  private Uni<Response> start(Verified verified, boolean secure) {
    String token = Tokens.random();
    Instant expires = earlier(Instant.now().plus(config.lifetime()), verified);
    return store
        .startSession(token, verified.caller().keyId(), expires.atOffset(ZoneOffset.UTC))
        .map(
            started ->
                Response.status(201)
                    .cookie(SessionCookie.of(token, fromNow(expires), secure))
                    .entity(WhoAmI.of(verified, expires))
                    .build());
  }

  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "Who am I")
  public WhoAmI current() {
    Verified verified = callers.verified();
    return WhoAmI.of(verified, verified.expiresAt());
  }

  @DELETE
  @PermitAll
  @Operation(summary = "End the session of the cookie")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> end(@CookieParam(SessionCookie.NAME) String token, @Context UriInfo uri) {
    return Optional.ofNullable(token)
        .filter(text -> !text.isEmpty())
        .map(text -> store.endSession(text).invoke(() -> verifier.forget(new Token(text, true))))
        .orElseGet(() -> Uni.createFrom().voidItem())
        .map(ended -> Response.noContent().cookie(SessionCookie.ended(secure(uri))).build());
  }

  private static boolean secure(UriInfo uri) {
    return "https".equalsIgnoreCase(uri.getBaseUri().getScheme());
  }

  private static Instant earlier(Instant end, Verified verified) {
    Instant keyEnds = verified.expiresAt();
    return keyEnds != null && keyEnds.isBefore(end) ? keyEnds : end;
  }

  private static Duration fromNow(Instant end) {
    return Duration.between(Instant.now(), end);
  }
}

package dev.assay.run.platform.keys;

import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The API keys of the caller's workspace. */
@Path("/v1/keys")
@Tag(name = "Access")
public class KeysResource {
  private final Callers callers;
  private final ApiKeys keys;
  private final Idempotency idempotency;

  KeysResource(Callers callers, ApiKeys keys, Idempotency idempotency) {
    this.callers = callers;
    this.keys = keys;
    this.idempotency = idempotency;
  }

  /**
   * A key to be made.
   *
   * @param name for people
   * @param scopes what it may do
   * @param expiresAt when it ends, null for never
   */
  public record NewKey(
      @NotNull @Size(min = 1, max = 200) String name,
      @NotEmpty
          List<
                  @NotNull
                  @Pattern(
                      regexp = "read|run|write|ingest|scale|admin",
                      message = "must be read, run, write, ingest, scale or admin")
                  String>
              scopes,
      @Future Instant expiresAt) {}

  @POST
  @RolesAllowed(Scopes.ADMIN)
  @Operation(summary = "Make an API key; the key itself is shown in this answer only")
  @APIResponse(
      responseCode = "201",
      description = "The key, shown once",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = ApiKey.class)))
  public Uni<Response> create(
      @HeaderParam(Idempotency.HEADER) String idempotencyKey, @NotNull @Valid NewKey body) {
    Caller caller = callers.current();
    return idempotency.once(
        caller,
        "/v1/keys",
        idempotencyKey,
        body,
        () ->
            keys.create(caller.workspaceId(), body.name(), body.scopes(), body.expiresAt())
                .map(key -> Reply.created("/v1/keys/" + key.id(), key, key.with(null))));
  }

  @GET
  @RolesAllowed(Scopes.ADMIN)
  @Operation(summary = "List the API keys of the workspace, without the keys themselves")
  public Uni<Page<ApiKey>> list(@Valid @BeanParam PageRequest page) {
    return keys.list(callers.current().workspaceId(), page);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Scopes.ADMIN)
  @Operation(summary = "Revoke an API key")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> revoke(@PathParam("id") UUID id) {
    return keys.revoke(callers.current().workspaceId(), id)
        .replaceWith(() -> Response.noContent().build());
  }
}

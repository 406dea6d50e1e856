package dev.assay.run.library.providers.edit;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.paging.Names;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Providers of models. Their secrets go in and never come out. */
@Path("/v1/providers")
@Tag(name = "Providers")
public class ProvidersResource {
  private static final Pattern NAME = Pattern.compile(Names.PATTERN);

  private final Callers callers;
  private final Providers providers;
  private final ProviderChanges changes;
  private final Idempotency idempotency;

  ProvidersResource(
      Callers callers, Providers providers, ProviderChanges changes, Idempotency idempotency) {
    this.callers = callers;
    this.providers = providers;
    this.changes = changes;
    this.idempotency = idempotency;
  }

  @POST
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Make a provider")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ProviderView.class)))
  public Uni<Response> create(
      @HeaderParam(Idempotency.HEADER) String idempotencyKey, @NotNull @Valid ProviderInput body) {
    Caller caller = callers.current();
    String name = nameOf(body.name());
    return idempotency.answered(
        caller,
        "/v1/providers",
        idempotencyKey,
        body,
        changes
            .admit(body)
            .flatMap(
                admitted ->
                    idempotency.once(
                        caller,
                        "/v1/providers",
                        idempotencyKey,
                        body,
                        () ->
                            changes
                                .create(caller.workspaceId(), name, body)
                                .map(made -> Reply.created(path(name), ProviderView.of(made))))));
  }

  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "List providers; a page ends after 8 MB")
  public Uni<Page<ProviderView>> list(@Valid @BeanParam PageRequest page) {
    return providers
        .page(callers.current().workspaceId(), page)
        .map(
            found ->
                new Page<>(
                    found.data().stream().map(ProviderView::of).toList(), found.nextCursor()));
  }

  @GET
  @Path("/{name}")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "One provider")
  public Uni<ProviderView> one(@PathParam("name") String name) {
    return providers
        .peek(callers.current().workspaceId(), name)
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("provider", name)))
        .map(ProviderView::of);
  }

  @PUT
  @Path("/{name}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Make a provider or replace all of it")
  @APIResponse(
      responseCode = "200",
      description = "As it was",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ProviderView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ProviderView.class)))
  public Uni<Response> put(@PathParam("name") String name, @NotNull @Valid ProviderInput body) {
    same(name, body.name());
    return changes
        .put(callers.current().workspaceId(), nameOf(name), body)
        .map(
            put -> {
              Response.ResponseBuilder answer =
                  put.made() ? Response.created(URI.create(path(name))) : Response.ok();
              return answer.entity(ProviderView.of(put.provider())).build();
            });
  }

  @PATCH
  @Path("/{name}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Change what is given of a provider")
  public Uni<ProviderView> patch(
      @PathParam("name") String name, @NotNull @Valid ProviderInput body) {
    same(name, body.name());
    return changes.patch(callers.current().workspaceId(), name, body).map(ProviderView::of);
  }

  @DELETE
  @Path("/{name}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Delete a provider")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> delete(@PathParam("name") String name) {
    return changes
        .delete(callers.current().workspaceId(), name)
        .map(deleted -> Response.noContent().build());
  }

  private static String path(String name) {
    return "/v1/providers/" + name;
  }

  private static String nameOf(String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw nameProblem(name == null ? "is needed" : Names.MESSAGE);
    }
    return name;
  }

  private static void same(String path, String body) {
    if (body != null && !body.equals(path)) {
      throw nameProblem("must be that of the path; a provider cannot be renamed");
    }
  }

  private static ProblemException nameProblem(String message) {
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "The field name " + message + ".",
        List.of(new Violation("name", message)));
  }
}

package dev.assay.run.traffic.links;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Links by which somebody without a key says something of one answer. */
@Path(FeedbackLinks.PATH)
@Tag(name = "Feedback")
public class FeedbackLinksResource {
  private final Callers callers;
  private final FeedbackLinks links;
  private final LinkStore store;

  FeedbackLinksResource(Callers callers, FeedbackLinks links, LinkStore store) {
    this.callers = callers;
    this.links = links;
    this.store = store;
  }

  /** Makes a link. */
  @POST
  @RolesAllowed(Scopes.WRITE)
  @Operation(
      summary =
          "Make a link by which somebody without a key may say something of one answer; it is shown"
              + " in this answer only")
  @APIResponse(
      responseCode = "201",
      description = "The link, shown once",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FeedbackLinks.Made.class)))
  public Uni<Response> create(
      @HeaderParam(Idempotency.HEADER) String key, @NotNull LinkInput body, @Context UriInfo uri) {
    return links.make(callers.current(), key, body, uri.getBaseUri());
  }

  /** Lists links. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "The links, newest first, without what leads to them")
  public Uni<Page<FeedbackLink>> list(@Valid @BeanParam PageRequest page) {
    UUID before = page.after(1).map(cursor -> cursor.uuid(0)).orElse(null);
    return store
        .list(callers.current().workspaceId(), before, page.limit + 1)
        .map(found -> Page.of(found, page.limit, link -> Cursor.after(link.id())));
  }

  /** Ends a link. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "End a link; what was said by it stays")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> delete(@PathParam("id") UUID id) {
    return store
        .delete(callers.current().workspaceId(), id)
        .map(
            gone -> {
              if (!gone) {
                throw ProblemException.notFound("link", id);
              }
              return Response.noContent().build();
            });
  }
}

package dev.assay.run.traffic.queues;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.paging.Cursor;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Queues of answers that people look through. */
@Path("/v1/queues")
@Tag(name = "Queues")
public class QueuesResource {
  private final Callers callers;
  private final Queues queues;
  private final QueueStore store;

  QueuesResource(Callers callers, Queues queues, QueueStore store) {
    this.callers = callers;
    this.queues = queues;
    this.store = store;
  }

  /** Makes a queue. */
  @POST
  @RolesAllowed(Scopes.WRITE)
  @Operation(
      summary =
          "Make a queue of answers that people look through: which records may come in, and which"
              + " of them do")
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReviewQueue.class)))
  public Uni<Response> create(
      @HeaderParam(Idempotency.HEADER) String key, @NotNull QueueInput body) {
    return queues.make(callers.current(), key, body);
  }

  /** Lists queues. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "The queues by name, each with how far people are")
  public Uni<Page<ReviewQueue>> list(@Valid @BeanParam PageRequest page) {
    String after = page.after(1).map(cursor -> cursor.values().get(0)).orElse(null);
    return store
        .list(callers.current().workspaceId(), after, page.limit + 1)
        .map(found -> Page.of(found, page.limit, queue -> Cursor.after(queue.name())));
  }

  /** One of them. */
  @GET
  @Path("/{name}")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "One queue, with how far people are")
  public Uni<ReviewQueue> get(@PathParam("name") String name) {
    return store.get(callers.current().workspaceId(), name);
  }

  /** Changes one of them. */
  @PATCH
  @Path("/{name}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(
      summary = "Change a queue; what has come in stays, and what is left out stays as it is")
  public Uni<ReviewQueue> change(@PathParam("name") String name, @NotNull QueueInput body) {
    if (body.name() != null && !body.name().equals(name)) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "A queue cannot be renamed; leave the name out or give that of the path.",
          List.of(new Violation("name", "must be that of the path")));
    }
    return queues.change(callers.current().workspaceId(), name, body);
  }

  /** Removes one of them. */
  @DELETE
  @Path("/{name}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Delete a queue with its items; what people said stays")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> delete(@PathParam("name") String name) {
    return store
        .delete(callers.current().workspaceId(), name)
        .map(
            gone -> {
              if (!gone) {
                throw ProblemException.notFound("queue", name);
              }
              return Response.noContent().build();
            });
  }

  /** Fills one of them. */
  @POST
  @Path("/{name}/fill")
  @RolesAllowed(Scopes.WRITE)
  @Operation(
      summary =
          "Let in what the rule lets in and is not in yet, at most 10,000 at a time; no record"
              + " comes in twice")
  public Uni<QueueFill.Filled> fill(@PathParam("name") String name) {
    return queues.fill(callers.current().workspaceId(), name);
  }
}

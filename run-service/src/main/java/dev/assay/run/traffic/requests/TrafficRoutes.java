package dev.assay.run.traffic.requests;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.traffic.reading.Bodies;
import dev.assay.run.traffic.reading.RecordReader;
import dev.assay.run.traffic.reading.Rejected;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The routes that requests and executions have alike. */
abstract class TrafficRoutes {
  private static final int MOST = 10_000;
  private static final RecordReader<TrafficRecord> READER =
      new RecordReader<>(TrafficRecord.class, "records", MOST, TrafficRules::wrong);

  private final TrafficKind kind;
  private final Callers callers;
  private final Bodies bodies;
  private final TrafficIntake intake;
  private final TrafficStore store;
  private final SessionDeletion sessions;

  TrafficRoutes(
      TrafficKind kind,
      Callers callers,
      Bodies bodies,
      TrafficIntake intake,
      TrafficStore store,
      SessionDeletion sessions) {
    this.kind = kind;
    this.callers = callers;
    this.bodies = bodies;
    this.intake = intake;
    this.store = store;
    this.sessions = sessions;
  }

  /**
   * What became of a body.
   *
   * @param accepted new records
   * @param completed records that were there without an answer and have one now
   * @param known records that were there already; they changed nothing
   * @param rejected records that are not valid
   * @param errors of those, the first hundred, each with its place
   */
  @Schema(name = "TrafficTaken")
  public record Taken(
      int accepted, int completed, int known, int rejected, List<Violation> errors) {
    private static Taken of(TrafficIntake.Taken taken, Rejected rejected) {
      return new Taken(
          taken.accepted(), taken.completed(), taken.known(), rejected.count(), rejected.told());
    }
  }

  /** How many records were deleted. */
  @Schema(name = "TrafficDeleted")
  public record Deleted(int deleted) {}

  /** Takes records in. */
  @POST
  @Blocking
  @RolesAllowed({Scopes.INGEST, Scopes.WRITE})
  @Consumes({MediaType.APPLICATION_JSON, Bodies.LINES, Bodies.LINES_TOO})
  @Operation(
      summary =
          "Take in what production answered: an object, a list, or one in each line; an id counts"
              + " once, bad records are named and the others kept")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = TrafficRecord[].class)),
        @Content(mediaType = Bodies.LINES, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = Bodies.LINES_TOO, schema = @Schema(type = SchemaType.STRING))
      })
  public Uni<Taken> take(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
      @NotNull InputStream body) {
    UUID workspaceId = callers.current().workspaceId();
    return bodies.take(
        workspaceId,
        body,
        encoding,
        in -> READER.read(in, Bodies.inLines(type)).some(),
        records ->
            intake
                .take(workspaceId, kind, records.good())
                .map(taken -> Taken.of(taken, records.rejected())));
  }

  /** Lists them. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "What was taken in, newest first, by source, time, status and feedback; a page ends after"
              + " 8 MB, and an input or response that is long is cut")
  public Uni<Page<TrafficView>> list(
      @BeanParam TrafficFilter filter, @Valid @BeanParam PageRequest page) {
    Cursor after = page.after(2).orElse(null);
    return store.list(callers.current().workspaceId(), kind, filter, after, page.limit);
  }

  /** One of them. */
  @GET
  @Path("/{id}")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "One by your own id")
  public Uni<TrafficView> get(@PathParam("id") String id) {
    return store.get(callers.current().workspaceId(), kind, id);
  }

  /** Deletes one of them. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Delete one with its feedback; runs that took it keep what they measured")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> delete(@PathParam("id") String id) {
    return store
        .delete(callers.current().workspaceId(), kind, id)
        .map(
            gone -> {
              if (!gone) {
                throw ProblemException.notFound(kind.wire(), id);
              }
              return Response.noContent().build();
            });
  }

  /** Deletes a session. */
  @DELETE
  @RolesAllowed(Scopes.WRITE)
  @Operation(
      summary = "Delete all requests and executions of a session with their feedback: ?session=")
  public Uni<Deleted> deleteSession(@QueryParam("session") String session) {
    if (session == null || session.isBlank()) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          "Say whose records are to be deleted: ?session=, or DELETE one by its id.");
    }
    return sessions.delete(callers.current().workspaceId(), session).map(Deleted::new);
  }
}

package dev.assay.run.traffic.feedback;

import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.traffic.reading.Bodies;
import dev.assay.run.traffic.reading.RecordReader;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people say of production's answers. */
@Path("/v1/feedback")
@Tag(name = "Feedback")
public class FeedbackResource {
  private static final int MOST = 10_000;
  private static final List<String> TYPES =
      Arrays.stream(EntityType.values()).map(EntityType::wire).toList();
  private static final RecordReader<Feedback> READER =
      new RecordReader<>(Feedback.class, "feedback", MOST, FeedbackRules::wrong);

  private final Callers callers;
  private final Bodies bodies;
  private final Opinions opinions;
  private final FeedbackStore store;

  FeedbackResource(Callers callers, Bodies bodies, Opinions opinions, FeedbackStore store) {
    this.callers = callers;
    this.bodies = bodies;
    this.opinions = opinions;
    this.store = store;
  }

  /** Stores feedback. */
  @POST
  @Blocking
  @RolesAllowed(Scopes.WRITE)
  @Consumes({MediaType.APPLICATION_JSON, Bodies.LINES, Bodies.LINES_TOO})
  @Operation(
      summary =
          "Say what is right of an answer, and what is wrong: one, a list, or one in each line;"
              + " the newest correction in JSON is the truth, older ones are kept")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Feedback.class)),
        @Content(mediaType = Bodies.LINES, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = Bodies.LINES_TOO, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(
      responseCode = "200",
      description = "What came of it",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Opinions.Taken.class)))
  public Uni<Response> give(
      @HeaderParam(Idempotency.HEADER) String key,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
      @NotNull InputStream body) {
    Caller caller = callers.current();
    return bodies.take(
        caller.workspaceId(),
        body,
        encoding,
        in -> READER.read(in, Bodies.inLines(type)).some(),
        records -> opinions.take(caller, key, records));
  }

  /** Lists feedback. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "What was said, newest first; ?history=true with what was replaced since; a page ends"
              + " after 8 MB")
  public Uni<Page<FeedbackView>> list(
      @QueryParam("entity_type") String type,
      @QueryParam("entity_id") String entityId,
      @QueryParam("history") @DefaultValue("false") boolean history,
      @Valid @BeanParam PageRequest page) {
    Conditions.oneOf("entity_type", type, TYPES);
    UUID before = page.after(1).map(c -> c.uuid(0)).orElse(null);
    return store.page(callers.current().workspaceId(), type, entityId, history, before, page.limit);
  }

  /** Removes feedback. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Take back what was said")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> delete(@PathParam("id") UUID id) {
    return store
        .delete(callers.current().workspaceId(), id)
        .map(
            gone -> {
              if (!gone) {
                throw ProblemException.notFound("feedback", id);
              }
              return Response.noContent().build();
            });
  }
}

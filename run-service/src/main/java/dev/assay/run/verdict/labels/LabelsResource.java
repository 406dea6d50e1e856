package dev.assay.run.verdict.labels;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunStore;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people say of the answers of a run. */
@Path("/v1/runs/{id}/labels")
@Tag(name = "Labels and passports")
public class LabelsResource {
  private static final String JSONL = "application/x-ndjson";
  private static final String JSONL_TOO = "application/jsonl";
  private static final String CSV = "text/csv";

  private final Callers callers;
  private final RunStore runs;
  private final LabelStore store;
  private final Labelling labelling;

  LabelsResource(Callers callers, RunStore runs, LabelStore store, Labelling labelling) {
    this.callers = callers;
    this.runs = runs;
    this.store = store;
    this.labelling = labelling;
  }

  /**
   * Labels to be stored.
   *
   * @param scorer of the labels that name none
   * @param by of the labels that name nobody
   */
  @Schema(name = "HumanLabels")
  public record Batch(List<Label> labels, String scorer, String by) {}

  /** Stores labels. */
  @POST
  @RolesAllowed(Scopes.WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "200",
      description = "What came of it",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Labelling.Taken.class)))
  @Operation(
      summary =
          "Stores what people say of answers: {labels: [{item_id, scorer, passed}]}; again by the"
              + " same person for the same answer and scorer replaces it")
  public Uni<Response> give(
      @PathParam("id") UUID id,
      @HeaderParam(Idempotency.HEADER) String key,
      @QueryParam("scorer") String scorer,
      @QueryParam("by") String by,
      Batch batch) {
    GivenLabels given =
        batch == null
            ? new GivenLabels()
            : GivenLabels.of(
                batch.labels(),
                batch.scorer() == null ? scorer : batch.scorer(),
                batch.by() == null ? by : batch.by());
    return labelling.take(callers.current(), id, key, given);
  }

  /** Stores the labels of a file. */
  @POST
  @Blocking
  @RolesAllowed(Scopes.WRITE)
  @Consumes({JSONL, JSONL_TOO, CSV})
  @APIResponse(
      responseCode = "200",
      description = "What came of it",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Labelling.Taken.class)))
  @Operation(summary = "The same as JSONL or CSV; rows of CSV without a verdict are passed over")
  public Uni<Response> upload(
      @PathParam("id") UUID id,
      @HeaderParam(Idempotency.HEADER) String key,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
      @QueryParam("scorer") String scorer,
      @QueryParam("by") String by,
      String body) {
    if (body == null || body.isBlank()) {
      throw new ProblemException(ErrorCode.INVALID_REQUEST, "The file is empty.");
    }
    boolean csv = type.getSubtype().equalsIgnoreCase("csv");
    GivenLabels given = csv ? LabelFile.csv(body, scorer, by) : LabelFile.jsonl(body, scorer, by);
    return labelling.take(callers.current(), id, key, given);
  }

  /** Lists labels. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "The labels of a run, beside what the scorer says of the same answers")
  public Uni<Page<LabelView>> list(
      @PathParam("id") UUID id,
      @QueryParam("scorer") String scorer,
      @QueryParam("by") String by,
      @BeanParam @Valid PageRequest page) {
    UUID workspaceId = callers.current().workspaceId();
    UUID after = page.after(1).map(c -> c.uuid(0)).orElse(null);
    return runs.get(workspaceId, id)
        .flatMap(run -> store.list(workspaceId, id, scorer, by, after, page.limit + 1))
        .map(found -> Page.of(found, page.limit, label -> Cursor.after(label.id())));
  }

  /** Removes a label. */
  @DELETE
  @Path("/{label}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Removes a label")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> delete(@PathParam("id") UUID id, @PathParam("label") UUID label) {
    return store
        .delete(callers.current().workspaceId(), id, label)
        .map(
            gone -> {
              if (!gone) {
                throw ProblemException.notFound("label of this run", label);
              }
              return Response.noContent().build();
            });
  }
}

package dev.assay.run.verdict.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.assay.common.json.Json;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.RunView;
import dev.assay.run.verdict.totals.Unmeasured;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a run comes to, without all that it was asked for. */
@Path("/v1/runs/{id}/summary")
@Tag(name = "Runs")
public class RunSummaryResource {
  private final Callers callers;
  private final RunStore runs;
  private final RunDoubts doubts;

  RunSummaryResource(Callers callers, RunStore runs, RunDoubts doubts) {
    this.callers = callers;
    this.runs = runs;
    this.doubts = doubts;
  }

  /**
   * What a run comes to.
   *
   * @param verdict pass, fail, inconclusive or none; null while it goes on
   * @param passStatus whether the star metric holds; null without one
   * @param unmeasured units by why they were not measured as one would think; of a run that goes on
   *     as far as it has come
   * @param warnings of the launch, and of what the numbers do not say by themselves
   * @param summary the numbers, null before the run has ended for the first time
   * @param criteria of the gate with what became of them; null before
   */
  @Schema(name = "RunSummary")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record View(
      UUID runId,
      RunStatus status,
      int generation,
      @Nullable @Schema(implementation = Verdict.class) String verdict,
      @Nullable Boolean passStatus,
      Unmeasured unmeasured,
      @Schema(ref = "Warning[]") JsonNode warnings,
      @Nullable @Schema(ref = "Summary") JsonNode summary,
      @Nullable @Schema(ref = "CriterionResult[]") JsonNode criteria) {}

  /** The summary of a run. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "What a run comes to: numbers, verdict, warnings, and how much could not be measured"
              + " and why")
  public Uni<View> get(@PathParam("id") UUID id) {
    return runs.get(callers.current().workspaceId(), id)
        .map(RunView::of)
        .flatMap(run -> doubts.of(run).map(unmeasured -> view(run, unmeasured)));
  }

  private static View view(RunView run, Unmeasured unmeasured) {
    JsonNode warnings = run.found().warnings();
    return new View(
        run.id(),
        run.standing().status(),
        run.standing().generation(),
        run.standing().verdict(),
        run.standing().passStatus(),
        unmeasured,
        warnings == null ? new ArrayNode(Json.mapper().getNodeFactory()) : warnings,
        run.found().summary(),
        run.found().criteria());
  }
}

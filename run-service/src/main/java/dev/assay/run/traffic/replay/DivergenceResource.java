package dev.assay.run.traffic.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** New answers beside those of production. */
@Path("/v1/runs/{id}/divergence")
@Tag(name = "Runs")
public class DivergenceResource {
  private static final String ID = "divergence";

  private final Callers callers;
  private final RunStore runs;
  private final DivergenceQuery query;

  DivergenceResource(Callers callers, RunStore runs, DivergenceQuery query) {
    this.callers = callers;
    this.runs = runs;
    this.query = query;
  }

  /** The counts. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "How many answers of a replay are the same as production's, equivalent or different, and"
              + " what both took")
  public Uni<Divergence> get(@PathParam("id") UUID id, @QueryParam("scorer") String scorer) {
    return runs.get(callers.current().workspaceId(), id)
        .flatMap(run -> query.of(id, key(run, scorer)));
  }

  private static String key(Run run, String wanted) {
    List<String> keys = new ArrayList<>();
    for (JsonNode scorer : run.definition().scorers()) {
      if (ID.equals(scorer.path("id").asText())) {
        keys.add(scorer.path("key").asText());
      }
    }
    if (keys.isEmpty()) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          "The run has no scorer that holds answers against those of production; rescore it with "
              + ID
              + ".");
    }
    if (wanted != null && !keys.contains(wanted)) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          wanted + " is no such scorer of this run; " + String.join(", ", keys) + " is.");
    }
    return wanted == null ? keys.get(0) : wanted;
  }
}

package dev.assay.run.results.figures;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.runs.RunStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Distributions of what a run measured. */
@Path("/v1/runs/{id}/distributions")
@Tag(name = "Runs")
public class DistributionsResource {
  private final Callers callers;
  private final RunStore runs;
  private final DistributionsQuery distributions;

  DistributionsResource(Callers callers, RunStore runs, DistributionsQuery distributions) {
    this.callers = callers;
    this.runs = runs;
    this.distributions = distributions;
  }

  /** The distributions of a run. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      operationId = "getRunDistributions",
      summary =
          "Latency, time to the first token and scores as histograms, and attempts by outcome over"
              + " time")
  public Uni<Distributions> get(@PathParam("id") UUID id) {
    return runs.get(callers.current().workspaceId(), id)
        .flatMap(run -> distributions.read(id, run.progress().generation()));
  }
}

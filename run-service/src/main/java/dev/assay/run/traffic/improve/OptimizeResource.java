package dev.assay.run.traffic.improve;

import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.runs.RunStore;
import dev.assay.run.traffic.asking.ModelQuestions;
import dev.assay.run.traffic.improve.plans.Forecasts;
import dev.assay.run.traffic.improve.plans.OptimizePlan;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Asking for a better version of a skill. */
@Path("/v1/runs/{id}/optimize")
@Tag(name = "Runs")
public class OptimizeResource {
  private final Callers callers;
  private final RunStore runs;
  private final Optimizations optimizations;
  private final Forecasts forecasts;

  OptimizeResource(
      Callers callers, RunStore runs, Optimizations optimizations, Forecasts forecasts) {
    this.callers = callers;
    this.runs = runs;
    this.optimizations = optimizations;
    this.forecasts = forecasts;
  }

  /** Asks, or says what would be asked. */
  @POST
  @RolesAllowed(Scopes.RUN)
  @Operation(
      summary =
          "Asks a model for a better version of the run's skill, by what went wrong; with dry_run:"
              + " true only says what would be asked")
  @APIResponse(
      responseCode = "200",
      description = "What would be asked",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = OptimizePlan.class)))
  @APIResponse(
      responseCode = "202",
      description = "The model is being asked",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Improvement.class)))
  public Uni<Response> optimize(
      @PathParam("id") UUID id,
      @HeaderParam(Idempotency.HEADER) String key,
      @RequestBody(required = false) Optimize given) {
    Caller caller = callers.current();
    Optimize asked = given == null ? Optimize.PLAIN : given;
    return runs.get(caller.workspaceId(), id)
        .flatMap(
            run -> {
              Uni<Optimization> optimization = optimizations.of(caller.workspaceId(), run, asked);
              return asked.dry()
                  ? optimization
                      .flatMap(one -> plan(caller.workspaceId(), one))
                      .map(plan -> Response.ok(plan).build())
                  : optimizations.start(
                      new ModelQuestions.Asking(caller, key, "/v1/runs/" + id + "/optimize", asked),
                      Improvement.Kind.OPTIMIZE,
                      optimization);
            });
  }

  private Uni<OptimizePlan> plan(UUID workspaceId, Optimization optimization) {
    return forecasts.of(workspaceId, optimization.launch()).map(optimization::plan);
  }
}

package dev.assay.run.traffic.improve;

import dev.assay.run.control.launch.RunLauncher;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.RunView;
import dev.assay.run.traffic.asking.ModelQuestions;
import dev.assay.run.traffic.improve.plans.RerunPlan;
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

/** Launching a run again: the same, or of another version of its skill. */
@Path("/v1/runs/{id}/rerun")
@Tag(name = "Runs")
public class RerunResource {
  private final Callers callers;
  private final RunStore runs;
  private final RunLauncher launcher;
  private final Reruns reruns;
  private final Optimizations optimizations;
  private final RerunPlans plans;

  RerunResource(
      Callers callers,
      RunStore runs,
      RunLauncher launcher,
      Reruns reruns,
      Optimizations optimizations,
      RerunPlans plans) {
    this.callers = callers;
    this.runs = runs;
    this.launcher = launcher;
    this.reruns = reruns;
    this.optimizations = optimizations;
    this.plans = plans;
  }

  /** Launches again, or says what that would be. */
  @POST
  @RolesAllowed(Scopes.RUN)
  @Operation(
      summary =
          "Launches a new run with the same definition; with skill_version it asks the same inputs"
              + " of that version of the run's skill, with optimize of one that a model proposes"
              + " first")
  @APIResponse(
      responseCode = "200",
      description = "What would be done, for dry_run: true",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RerunPlan.class)))
  @APIResponse(
      responseCode = "201",
      description = "The new run",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RunView.class)))
  @APIResponse(
      responseCode = "202",
      description = "A model is being asked, the run comes then",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Improvement.class)))
  public Uni<Response> rerun(
      @PathParam("id") UUID id,
      @HeaderParam(Idempotency.HEADER) String key,
      @RequestBody(required = false) Rerun given) {
    Caller caller = callers.current();
    Rerun asked = given == null ? Rerun.SAME : given;
    return runs.get(caller.workspaceId(), id)
        .flatMap(run -> rerun(caller, key, run, asked.checked()));
  }

  private Uni<Response> rerun(Caller caller, String key, Run run, Rerun asked) {
    if (asked.dry()) {
      return plans.of(caller.workspaceId(), run, asked).map(plan -> Response.ok(plan).build());
    }
    if (asked.same()) {
      return launcher.launchAgain(caller, key, run);
    }
    if (asked.skillVersion() != null) {
      return reruns.launch(caller, key, run, asked.skillVersion());
    }
    UUID workspace = caller.workspaceId();
    return optimizations.start(
        new ModelQuestions.Asking(caller, key, "/v1/runs/" + run.id() + "/rerun", asked),
        Improvement.Kind.RERUN,
        optimizations
            .of(workspace, run, asked.optimize())
            // What cannot be launched afterwards is found before a model is paid.
            .call(one -> reruns.tried(workspace, run, one.skill().version())));
  }
}

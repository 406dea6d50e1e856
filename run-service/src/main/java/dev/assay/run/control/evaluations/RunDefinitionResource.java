package dev.assay.run.control.evaluations;

import dev.assay.run.library.skills.SkillTargets;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a run does, in the form that a launch takes. */
@Path("/v1/runs/{id}/definition")
@Tag(name = "Runs")
public class RunDefinitionResource {
  private final Callers callers;
  private final RunStore runs;
  private final EvaluationStore evaluations;
  private final SkillTargets skills;

  RunDefinitionResource(
      Callers callers, RunStore runs, EvaluationStore evaluations, SkillTargets skills) {
    this.callers = callers;
    this.runs = runs;
    this.evaluations = evaluations;
    this.skills = skills;
  }

  /** The launch that makes the same run again. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "What a run does, as the body of a launch that does the same again")
  public Uni<LaunchRequest> get(@PathParam("id") UUID id) {
    UUID workspace = callers.current().workspaceId();
    return runs.get(workspace, id)
        .flatMap(
            run ->
                definition(workspace, run)
                    .flatMap(launch -> ofSkill(workspace, launch, run.times().queued())));
  }

  /** Of its skill, as long as that says what the run did. */
  private Uni<LaunchRequest> ofSkill(UUID workspace, LaunchRequest launch, Instant launched) {
    return skills
        .given(workspace, launch.target(), launched)
        .map(target -> launch.forTarget(target, launch.alias()));
  }

  /** On top of its evaluation, as long as that is there. */
  private Uni<LaunchRequest> definition(UUID workspace, Run run) {
    ResolvedRun.Evaluation from = run.origin().evaluation();
    LaunchRequest alone = run.definition().asLaunch(run.names(), null, null);
    if (from.name() == null) {
      return Uni.createFrom().item(alone);
    }
    String reference = from.name() + "@" + from.version();
    return evaluations
        .find(workspace, reference)
        .map(
            found ->
                found == null
                    ? alone
                    : run.definition().asLaunch(run.names(), reference, found.definition()));
  }
}

package dev.assay.run.traffic.improve;

import dev.assay.run.control.launch.LaunchResolver;
import dev.assay.run.control.launch.RunLauncher;
import dev.assay.run.library.skills.SkillTargets;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/**
 * Asks the inputs of a run again of a version of its skill: over the same items, with the
 * corrections that they have, scored and decided in the same way.
 */
@ApplicationScoped
class Reruns {
  private final LaunchResolver resolver;
  private final RunLauncher launcher;
  private final SkillTargets targets;

  Reruns(LaunchResolver resolver, RunLauncher launcher, SkillTargets targets) {
    this.resolver = resolver;
    this.launcher = launcher;
    this.targets = targets;
  }

  /** The launch of it; fails with VALIDATION_FAILED for a run that is about no skill. */
  Uni<LaunchRequest> request(UUID workspaceId, Run run, int version) {
    String reference = ImprovedSkills.name(run) + "@" + version;
    LaunchRequest same = run.asLaunch();
    return targets
        .given(workspaceId, same.target(), run.times().queued())
        .map(given -> same.forTarget(target(given, reference), same.alias()));
  }

  /**
   * Another version, and whom the launch named beside the skill. A prompt beside it would take the
   * place of the version's own.
   *
   * @param given as the launch said it; without its skill when that is gone
   */
  private static RunSpec.Target target(RunSpec.Target given, String reference) {
    boolean beside = given.skill() != null;
    return new RunSpec.Target(
        beside ? given.provider() : null,
        beside ? given.model() : null,
        beside ? given.params() : null,
        null,
        given.stream(),
        null,
        given.onTruncated(),
        null,
        reference);
  }

  /** Resolves it as a run that is linked to the one before. */
  Uni<ResolvedRun> resolve(UUID workspaceId, Run run, LaunchRequest request) {
    return resolver
        .resolve(workspaceId, request)
        .map(found -> found.of(run.origin().evaluation()).again(run.id()));
  }

  /**
   * Launches it; the same idempotency key gives the same run.
   *
   * @return 201 with the run
   */
  Uni<Response> launch(Caller caller, String key, Run run, int version) {
    return request(caller.workspaceId(), run, version)
        .flatMap(
            request ->
                launcher.launchLinked(
                    caller, key, request, resolve(caller.workspaceId(), run, request)));
  }

  /**
   * What launching it would take, found out as it would be; fails where that would.
   *
   * @return the launch
   */
  Uni<LaunchRequest> tried(UUID workspaceId, Run run, int version) {
    return request(workspaceId, run, version)
        .call(request -> resolver.lookAt(workspaceId, request));
  }
}

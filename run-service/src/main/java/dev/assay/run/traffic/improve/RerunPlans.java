package dev.assay.run.traffic.improve;

import dev.assay.run.library.skills.SkillTargets;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.Run;
import dev.assay.run.traffic.improve.plans.Forecasts;
import dev.assay.run.traffic.improve.plans.OptimizePlan;
import dev.assay.run.traffic.improve.plans.RerunPlan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Says what launching a run again would do; does none of it. */
@ApplicationScoped
class RerunPlans {
  private final Reruns reruns;
  private final Optimizations optimizations;
  private final Forecasts forecasts;
  private final SkillTargets targets;

  RerunPlans(
      Reruns reruns, Optimizations optimizations, Forecasts forecasts, SkillTargets targets) {
    this.reruns = reruns;
    this.optimizations = optimizations;
    this.forecasts = forecasts;
    this.targets = targets;
  }

  /** The plan; fails where doing it would. */
  Uni<RerunPlan> of(UUID workspaceId, Run run, Rerun asked) {
    if (asked.same()) {
      return same(workspaceId, run);
    }
    if (asked.skillVersion() != null) {
      return version(workspaceId, run, asked.skillVersion());
    }
    return optimizations
        .of(workspaceId, run, asked.optimize())
        .flatMap(one -> optimized(workspaceId, run, one));
  }

  private Uni<RerunPlan> same(UUID workspaceId, Run run) {
    LaunchRequest request = run.asLaunch();
    return targets
        .given(workspaceId, request.target(), run.times().queued())
        .flatMap(target -> forecasts.of(workspaceId, request.forTarget(target, request.alias())))
        .map(expected -> plan("The same run would be launched again, with ", expected, null));
  }

  private Uni<RerunPlan> version(UUID workspaceId, Run run, int version) {
    return reruns
        .request(workspaceId, run, version)
        .flatMap(request -> forecasts.of(workspaceId, request))
        .map(
            expected ->
                plan(
                    "The same inputs would be asked of "
                        + ImprovedSkills.name(run)
                        + "@"
                        + version
                        + ", with ",
                    expected,
                    null));
  }

  /** The run is forecast by the version that there is: what the new one says is not known. */
  private Uni<RerunPlan> optimized(UUID workspaceId, Run run, Optimization one) {
    return forecasts
        .of(workspaceId, one.launch())
        .flatMap(
            asking ->
                reruns
                    .request(workspaceId, run, one.skill().version())
                    .flatMap(request -> forecasts.of(workspaceId, request))
                    .map(
                        expected ->
                            plan(
                                one.sentence()
                                    + " Then the same inputs would be asked of that version, with ",
                                expected,
                                one.plan(asking))));
  }

  private static RerunPlan plan(
      String beginning, Forecasts.Expected expected, OptimizePlan optimize) {
    String units = expected.units() == 1 ? "1 answer." : expected.units() + " answers.";
    return new RerunPlan(beginning + units, expected.units(), expected.cost(), optimize);
  }
}

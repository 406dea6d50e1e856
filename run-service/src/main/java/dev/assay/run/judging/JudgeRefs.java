package dev.assay.run.judging;

import dev.assay.common.message.ScoringTask;
import dev.assay.run.providers.Providers;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The judges of a run as scoring-service needs to know them. */
@ApplicationScoped
public class JudgeRefs {
  private final Providers providers;

  /** With the place where providers are known. */
  public JudgeRefs(Providers providers) {
    this.providers = providers;
  }

  /** By scorer key; fails with UNKNOWN_PROVIDER when a provider is gone. */
  Uni<Map<String, ScoringTask.Judge>> of(RunSpecs.Known run) {
    return Multi.createFrom()
        .iterable(run.spec().judges().entrySet())
        .onItem()
        .transformToUniAndConcatenate(
            e -> judge(run.workspaceId(), run, e.getValue()).map(j -> Map.entry(e.getKey(), j)))
        .collect()
        .asList()
        .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private Uni<ScoringTask.Judge> judge(UUID workspaceId, RunSpecs.Known run, RunSpec.Judge judge) {
    return providers
        .ref(workspaceId, judge.provider(), judge.model())
        .map(
            ref ->
                new ScoringTask.Judge(
                    ref,
                    judge.model(),
                    judge.params(),
                    run.spec().policy(),
                    concurrency(run, judge)));
  }

  /** At most so many questions of one judge of a run at a time. */
  static int concurrency(RunSpecs.Known run, RunSpec.Judge judge) {
    return judge.concurrency() == null ? run.concurrency() : judge.concurrency();
  }
}

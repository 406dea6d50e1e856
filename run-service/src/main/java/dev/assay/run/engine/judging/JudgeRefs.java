package dev.assay.run.engine.judging;

import dev.assay.common.message.ScoringTask;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The judges of a run as scoring-service needs to know them. */
@ApplicationScoped
public class JudgeRefs {
  private final Providers providers;

  public JudgeRefs(Providers providers) {
    this.providers = providers;
  }

  /**
   * Whom the scorers of a run ask, as of now.
   *
   * @param judges by scorer key
   * @param missing why there is none, by the key of each scorer whose judge cannot be asked
   */
  record Found(Map<String, ScoringTask.Judge> judges, Map<String, String> missing) {}

  private record One(String key, ScoringTask.Judge judge, String missing) {}

  /** The judges that are there, and those whose provider is gone. */
  Uni<Found> of(RunSpecs.Known run) {
    return InOrder.map(run.spec().judges().entrySet(), e -> one(run, e.getKey(), e.getValue()))
        .map(JudgeRefs::found);
  }

  private Uni<One> one(RunSpecs.Known run, String key, RunSpec.Judge judge) {
    return judge(run.workspaceId(), run, judge)
        .map(there -> new One(key, there, null))
        .onFailure(ProblemException.class)
        .recoverWithItem(e -> new One(key, null, e.getMessage()));
  }

  private static Found found(List<One> all) {
    Found found = new Found(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (One one : all) {
      if (one.judge() == null) {
        found.missing().put(one.key(), one.missing());
      } else {
        found.judges().put(one.key(), one.judge());
      }
    }
    return found;
  }

  // Counted from now, the hand-out: a question that only waits ends by itself, before the sweeper
  // takes it for lost and asks again.
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
                    concurrency(run, judge),
                    Instant.now().plusMillis(run.spec().policy().deadlineMs())));
  }

  /** At most so many questions of one judge of a run at a time. */
  static int concurrency(RunSpecs.Known run, RunSpec.Judge judge) {
    return judge.concurrency() == null ? run.concurrency() : judge.concurrency();
  }
}

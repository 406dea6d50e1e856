package dev.assay.run.preview.scorer;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.id.Ids;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.UnitRef;
import dev.assay.run.library.scorers.Drafts;
import dev.assay.run.library.scorers.JudgeChoices;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tries a definition out that asks a model or an endpoint: a few answers, a few at a time. */
@ApplicationScoped
class JudgedTryout {
  /** So many answers unless the request says another number. */
  static final int USUAL = 10;

  /** A person waits for all of them. */
  static final int MOST = 20;

  /** What is special about it. */
  static final String NOTE =
      "This scorer asks for each answer, at most "
          + MOST
          + " of them in a preview. The calls were made for real and cost what they cost.";

  private static final int AT_A_TIME = 5;
  // Whoever waits gives up, or asks again, after a minute.
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final JudgeChoices judges;
  private final JudgeTrials trials;

  JudgedTryout(JudgeChoices judges, JudgeTrials trials) {
    this.judges = judges;
    this.trials = trials;
  }

  /**
   * Asks about each answer.
   *
   * @return in the order of the answers; fails with FORBIDDEN for a key that may not spend, or with
   *     what is wrong with the judge
   */
  Uni<List<Weighing.Tried>> score(Caller caller, Drafts.Checked draft, List<StoredAnswer> stored) {
    if (!caller.scopes().contains(Scopes.RUN)) {
      throw new ProblemException(
          ErrorCode.FORBIDDEN, "Asking a judge costs money: it takes a key with the scope run.");
    }
    ScorerSpec spec = draft.spec();
    Instant until = Instant.now().plus(PATIENCE);
    return judges
        .choose(caller.workspaceId(), List.of(spec), Map.of(spec.id(), draft.descriptor()), null)
        .flatMap(
            chosen ->
                Multi.createFrom()
                    .iterable(stored)
                    .onItem()
                    .transformToUni(
                        answer ->
                            inTime(
                                spec,
                                answer,
                                until,
                                ask(caller.workspaceId(), spec, answer, chosen.get(spec.key()))))
                    .merge(AT_A_TIME)
                    .collect()
                    .asList());
  }

  /** What has no score by then, or was not even asked, is an error. */
  private static Uni<Weighing.Tried> inTime(
      ScorerSpec spec, StoredAnswer answer, Instant until, Uni<Weighing.Tried> asked) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Weighing.Tried late =
                  new Weighing.Tried(
                      answer,
                      failed(
                          spec,
                          "No reply within the "
                              + PATIENCE.toSeconds()
                              + " s of a preview; try fewer answers."));
              Duration left = Duration.between(Instant.now(), until);
              return left.isNegative() || left.isZero()
                  ? Uni.createFrom().item(late)
                  : asked.ifNoItem().after(left).recoverWithItem(late);
            });
  }

  private Uni<Weighing.Tried> ask(
      UUID workspaceId, ScorerSpec spec, StoredAnswer answer, RunSpec.Judge judge) {
    // Numbered as a trial: a score of the run itself must not come of it.
    ScoringTask.Unit unit =
        new ScoringTask.Unit(
            new UnitRef(Ids.next(), 0, 1), answer.unit().item(), answer.unit().answer());
    return trials
        .run(workspaceId, spec, unit, judge)
        .onFailure(JudgedTryout::isLate)
        .recoverWithItem(e -> failed(spec, e.getMessage()))
        .map(score -> new Weighing.Tried(answer, score));
  }

  private static boolean isLate(Throwable e) {
    return e instanceof ProblemException problem && problem.code() == ErrorCode.UNAVAILABLE;
  }

  private static Score failed(ScorerSpec spec, String message) {
    return Score.failed(spec, new Failure(ErrorCode.JUDGE_FAILED, message));
  }
}

package dev.assay.scoring.offline;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.scoring.engine.Judging;
import dev.assay.scoring.engine.ScoreObserver;
import dev.assay.scoring.engine.ScorerRegistry;
import dev.assay.scoring.engine.ScoringEngine;
import dev.assay.scoring.judge.JudgeReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes scores again; those of judges by reading again what the judges replied. */
final class Replay {
  private final ScoringEngine engine;
  private final Judging judging;
  private final Set<String> asking;

  Replay(ScorerRegistry registry) {
    engine = new ScoringEngine(registry, ScoreObserver.NONE);
    judging = engine.judging();
    asking =
        registry.catalogue().scorers().stream()
            .filter(s -> s.needs().contains("judge"))
            .map(ScorerDescriptor::id)
            .collect(Collectors.toSet());
  }

  OfflineTask.Report score(OfflineTask task) {
    return new OfflineTask.Report(task.cases().stream().map(c -> one(task.scorers(), c)).toList());
  }

  /** Judges first: others may combine what they said. */
  private OfflineTask.Unit one(List<ScorerSpec> scorers, OfflineTask.Case c) {
    List<Score> judged = new ArrayList<>();
    Map<String, String> unproven = new LinkedHashMap<>();
    List<ScorerSpec> plain = new ArrayList<>();
    for (ScorerSpec spec : scorers) {
      if (!asking.contains(spec.id())) {
        plain.add(spec);
      } else if (c.replies() != null && c.replies().containsKey(spec.key())) {
        judge(spec, c, c.replies().get(spec.key()), judged, unproven);
      }
    }
    List<Score> others = new ArrayList<>(c.scores() == null ? List.of() : c.scores());
    others.addAll(judged);
    ScoringTask.Unit unit = new ScoringTask.Unit(null, c.item(), c.answer(), others);
    List<Score> scores = new ArrayList<>(engine.scoreWhatIsReady(plain, unit));
    scores.addAll(judged);
    return new OfflineTask.Unit(scores, unproven.isEmpty() ? null : unproven);
  }

  private void judge(
      ScorerSpec spec,
      OfflineTask.Case c,
      List<OfflineTask.Reply> kept,
      List<Score> judged,
      Map<String, String> unproven) {
    List<JudgeReply> replies = kept.stream().map(Replay::reply).toList();
    Judging.Step step = judging.replay(spec, c.item(), c.answer(), replies);
    if (step instanceof Judging.Step.Ask ask) {
      String name = ask.question().name();
      unproven.put(
          spec.key(),
          "a question to the judge that has no reply" + (name.isEmpty() ? "" : ": " + name));
    } else if (!replies.isEmpty() && done(spec, c, replies.subList(0, replies.size() - 1))) {
      unproven.put(spec.key(), "replies to questions that the judge is not asked");
    } else {
      judged.add(((Judging.Step.Done) step).score());
    }
  }

  private boolean done(ScorerSpec spec, OfflineTask.Case c, List<JudgeReply> replies) {
    return judging.replay(spec, c.item(), c.answer(), replies) instanceof Judging.Step.Done;
  }

  private static JudgeReply reply(OfflineTask.Reply kept) {
    Failure failure =
        kept.failure() == null ? null : new Failure(code(kept.failure()), kept.message());
    return new JudgeReply(
        kept.question(),
        kept.output(),
        kept.refusal(),
        kept.finishReason(),
        failure,
        null,
        null,
        List.of());
  }

  /** A code that is not known here leads to a score that is not the one that was kept. */
  private static ErrorCode code(String name) {
    try {
      return ErrorCode.valueOf(name);
    } catch (IllegalArgumentException e) {
      return ErrorCode.INTERNAL;
    }
  }
}

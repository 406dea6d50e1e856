package dev.assay.scoring.engine;

import dev.assay.scoring.judge.JudgeKind;
import dev.assay.scoring.judge.JudgeScorer;
import dev.assay.scoring.judge.answer.AnswerCorrectness;
import dev.assay.scoring.judge.answer.AnswerRelevancy;
import dev.assay.scoring.judge.answer.Custom;
import dev.assay.scoring.judge.answer.Divergence;
import dev.assay.scoring.judge.answer.EmbeddingSimilarity;
import dev.assay.scoring.judge.answer.Factuality;
import dev.assay.scoring.judge.answer.HttpEndpoint;
import dev.assay.scoring.judge.answer.LlmJudge;
import dev.assay.scoring.judge.answer.Pairwise;
import dev.assay.scoring.judge.answer.Summary;
import dev.assay.scoring.judge.conduct.GoalCompletion;
import dev.assay.scoring.judge.conduct.GoalProgress;
import dev.assay.scoring.judge.conduct.InstructionFollowing;
import dev.assay.scoring.judge.conduct.ResponseCompleteness;
import dev.assay.scoring.judge.conduct.Tone;
import dev.assay.scoring.judge.context.ChunkUsage;
import dev.assay.scoring.judge.context.ContextPrecision;
import dev.assay.scoring.judge.context.ContextRecall;
import dev.assay.scoring.judge.context.ContextRelevancy;
import dev.assay.scoring.judge.context.Faithfulness;
import dev.assay.scoring.judge.safety.Bias;
import dev.assay.scoring.judge.safety.Moderation;
import dev.assay.scoring.judge.safety.PiiLeak;
import dev.assay.scoring.judge.safety.PromptInjection;
import dev.assay.scoring.judge.safety.Toxicity;
import java.util.List;
import java.util.stream.Stream;

/** The scorers that ask a model. */
final class BuiltInJudges {
  private BuiltInJudges() {}

  static List<JudgeScorer> all() {
    return Stream.<JudgeKind>of(
            new LlmJudge(),
            new Factuality(),
            new Summary(),
            new AnswerCorrectness(),
            new AnswerRelevancy(),
            new Pairwise(),
            new Divergence(),
            new Custom(),
            new EmbeddingSimilarity(),
            new HttpEndpoint(),
            new ContextPrecision(),
            new ContextRecall(),
            new ContextRelevancy(),
            new Faithfulness(),
            new ChunkUsage(),
            new InstructionFollowing(),
            new ResponseCompleteness(),
            new GoalProgress(),
            new GoalCompletion(),
            new Tone(),
            new Moderation(),
            new Toxicity(),
            new PiiLeak(),
            new PromptInjection(),
            new Bias())
        .map(JudgeScorer::new)
        .toList();
  }
}

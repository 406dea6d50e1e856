package dev.assay.scoring.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.json.Json;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.Usage;
import dev.assay.scoring.engine.apart.Apart;
import dev.assay.scoring.judge.Dialogue;
import dev.assay.scoring.judge.JudgeContext;
import dev.assay.scoring.judge.JudgeReply;
import dev.assay.scoring.judge.Passport;
import dev.assay.scoring.scorer.Judgement;
import dev.assay.scoring.scorer.UnansweredException;
import java.util.List;
import java.util.Map;

/** One step of a judge: from the replies so far to its next question, or to its score. */
public final class Judging {
  /** How many questions one judge may ask about one answer. */
  static final int MOST_QUESTIONS = 200;

  private final PreparedScorers prepared;
  private final Apart apart;

  Judging(PreparedScorers prepared, Apart apart) {
    this.prepared = prepared;
    this.apart = apart;
  }

  /** What follows from the replies so far. */
  public sealed interface Step {
    /** A question is to be asked. */
    record Ask(UnansweredException question) implements Step {}

    /** The score is there. */
    record Done(Score score) implements Step {}
  }

  /** Takes the step that the context allows. Never throws for what an answer or reply contains. */
  public Step next(JudgeContext context) {
    Step step = replay(context.scorer(), context.item(), context.answer(), context.replies());
    return step instanceof Step.Done done && !context.replies().isEmpty()
        ? new Step.Done(judged(done.score(), context))
        : step;
  }

  /**
   * What replies that were kept come to: the score as {@link #next} made it, byte for byte, but for
   * what asking took.
   */
  public Step replay(ScorerSpec spec, ScoringItem item, Answer answer, List<JudgeReply> replies) {
    ScorerRun run = new ScorerRun(spec, prepared.get(spec), apart);
    Score score;
    try {
      score = run.apply(item, answer, new Dialogue(replies), Map.of());
    } catch (UnansweredException question) {
      if (replies.size() < MOST_QUESTIONS) {
        return new Step.Ask(question);
      }
      score =
          run.failed(
              new Failure(
                  ErrorCode.INPUT_TOO_LARGE,
                  "The judge would have to be asked more than " + MOST_QUESTIONS + " questions."));
    }
    return new Step.Done(
        replies.isEmpty() ? score : with(score, withReplies(score.metadata(), replies), null));
  }

  private Score judged(Score score, JudgeContext context) {
    PreparedScorer scorer = prepared.get(context.scorer());
    String prompt = scorer.measurement() instanceof Judgement judge ? judge.prompt() : "";
    String passport =
        Passport.of(
            scorer.id(), scorer.version(), prompt, context.scorer().params(), context.judge());
    List<JudgeReply> replies = context.replies();
    Score.Judging judging =
        new Score.Judging(
            passport, replies.size(), usage(replies), cost(replies), attempts(replies));
    return with(score, score.metadata(), judging);
  }

  private static Score with(Score score, JsonNode metadata, Score.Judging judging) {
    return new Score(
        score.key(),
        score.scorer(),
        score.version(),
        score.status(),
        score.score(),
        score.passed(),
        score.reason(),
        metadata,
        score.error(),
        judging);
  }

  /** What the judge said, word for word, beside what the scorer made of it. */
  private static JsonNode withReplies(JsonNode metadata, List<JudgeReply> replies) {
    ObjectNode all =
        metadata instanceof ObjectNode object
            ? object.deepCopy()
            : Json.mapper().createObjectNode();
    ArrayNode said = all.putArray("replies");
    for (JudgeReply reply : replies) {
      ObjectNode one = said.addObject();
      one.put("question", reply.question());
      if (reply.output() != null && reply.output().isArray()) {
        one.put("vectors", reply.output().size()); // thousands of numbers that tell nobody anything
      } else if (reply.output() != null) {
        one.set("output", reply.output());
      }
      if (reply.refusal() != null) {
        one.put("refusal", reply.refusal());
      }
      if (reply.ended() != null) {
        one.put("finish_reason", reply.finishReason());
      }
      if (reply.failure() != null) {
        one.put("failure", reply.failure().code().name());
        one.put("message", reply.failure().message());
      }
    }
    return all;
  }

  private static Usage usage(List<JudgeReply> replies) {
    Usage sum = null;
    for (JudgeReply reply : replies) {
      Usage u = reply.usage();
      if (u != null) {
        sum =
            sum == null
                ? u
                : new Usage(
                    sum.input() + u.input(),
                    sum.cached() + u.cached(),
                    sum.output() + u.output(),
                    sum.reasoning() + u.reasoning());
      }
    }
    return sum;
  }

  /** Null when the cost of any answer is not known. */
  private static Double cost(List<JudgeReply> replies) {
    double sum = 0;
    for (JudgeReply reply : replies) {
      if (reply.cost() != null) {
        sum += reply.cost();
      } else if (reply.failure() == null) {
        return null;
      }
    }
    return sum;
  }

  private static List<Attempt> attempts(List<JudgeReply> replies) {
    return replies.stream().flatMap(reply -> reply.attempts().stream()).toList();
  }
}

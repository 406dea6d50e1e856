package dev.assay.scoring.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model replied to one question, as it travels on with the next.
 *
 * @param question the question's name
 * @param output as the model gave it, null when it did not
 * @param refusal the model's refusal, null when none
 * @param finishReason why it ended, as an {@link Answer} says it; null when nobody knows
 * @param failure why there is no reply, null when there is one
 * @param usage tokens, null when not known
 * @param cost null when not known
 * @param attempts every attempt to ask
 */
public record JudgeReply(
    String question,
    JsonNode output,
    String refusal,
    String finishReason,
    Failure failure,
    Usage usage,
    Double cost,
    List<Attempt> attempts) {
  private static final String STOP = "stop";

  /**
   * From what came back over the wire.
   *
   * @param spent attempts made before, which are part of this reply's cost
   */
  public static JudgeReply of(String question, List<Attempt> spent, ModelReply reply) {
    Answer answer = reply.answer();
    List<Attempt> attempts = new ArrayList<>(spent);
    if (reply.attempts() != null) {
      attempts.addAll(reply.attempts());
    }
    if (answer == null) {
      return new JudgeReply(question, null, null, null, reply.failure(), null, null, attempts);
    }
    return new JudgeReply(
        question,
        answer.output(),
        refusal(answer),
        answer.finishReason(),
        null,
        answer.usage(),
        answer.cost(),
        attempts);
  }

  /** A sentence about what ended the reply; null when that was its own end, or nobody knows. */
  public String ended() {
    if (finishReason == null || finishReason.equals(STOP)) {
      return null;
    }
    return switch (finishReason) {
      case Answer.LENGTH ->
          "The token limit cut the reply off (finish_reason length); raise"
              + " max_tokens in the judge's params.";
      case Answer.CONTENT_FILTER ->
          "The provider's content filter ended the reply" + " (finish_reason content_filter).";
      default -> "The reply ended with finish_reason " + finishReason + ".";
    };
  }

  /** A reply that the provider's filter ended is one that the judge did not get to give. */
  private static String refusal(Answer answer) {
    boolean said = answer.refusal() != null && !answer.refusal().isEmpty();
    if (said || !Answer.CONTENT_FILTER.equals(answer.finishReason())) {
      return said ? answer.refusal() : null;
    }
    return "The provider's content filter ended the reply.";
  }
}

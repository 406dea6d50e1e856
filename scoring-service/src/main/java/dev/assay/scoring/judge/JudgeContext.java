package dev.assay.scoring.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.message.UnreadableMessageException;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a judge knows: it travels with each question and comes back with the reply, so that any
 * process can go on.
 *
 * @param scorer as the evaluation uses it
 * @param item what was asked of the target
 * @param answer what the target said
 * @param judge whom to ask
 * @param asking name of the question under way, null before the first
 * @param nonce of the delimiters of the question under way, null before the first
 * @param spent attempts made for the question under way that brought no reply and no failure
 * @param replies to the questions so far, in order
 */
public record JudgeContext(
    ScorerSpec scorer,
    ScoringItem item,
    Answer answer,
    ScoringTask.Judge judge,
    String asking,
    String nonce,
    List<Attempt> spent,
    List<JudgeReply> replies) {

  /** Before the first question. */
  public static JudgeContext begin(
      ScorerSpec scorer, ScoringItem item, Answer answer, ScoringTask.Judge judge) {
    return new JudgeContext(scorer, item, answer, judge, null, null, List.of(), List.of());
  }

  /**
   * Reads what came back with a reply.
   *
   * @throws UnreadableMessageException when it is not a context of ours
   */
  public static JudgeContext read(JsonNode json) {
    try {
      JudgeContext context =
          json == null ? null : Json.mapper().convertValue(json, JudgeContext.class);
      if (context == null
          || context.scorer() == null
          || context.judge() == null
          || context.asking() == null
          || context.nonce() == null
          || context.spent() == null
          || context.replies() == null) {
        throw new UnreadableMessageException("a judge's reply has no context of ours");
      }
      return context;
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessageException("the context of a judge's reply cannot be read", e);
    }
  }

  /** As it travels. */
  public JsonNode write() {
    return Json.mapper().valueToTree(this);
  }

  /** With a question under way. */
  public JudgeContext asking(String question, String delimiterNonce) {
    return new JudgeContext(scorer, item, answer, judge, question, delimiterNonce, spent, replies);
  }

  /** With attempts that led to nothing but having to wait. */
  public JudgeContext spending(List<Attempt> more) {
    List<Attempt> all = new ArrayList<>(spent);
    all.addAll(more);
    return new JudgeContext(scorer, item, answer, judge, asking, nonce, List.copyOf(all), replies);
  }

  /** With the reply to the question under way. */
  public JudgeContext with(JudgeReply reply) {
    List<JudgeReply> all = new ArrayList<>(replies);
    all.add(reply);
    return new JudgeContext(scorer, item, answer, judge, null, null, List.of(), List.copyOf(all));
  }
}

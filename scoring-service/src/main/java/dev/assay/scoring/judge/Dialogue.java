package dev.assay.scoring.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.scoring.scorer.Asker;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.UnansweredException;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers a judge's questions from the replies that have come so far, and stops at the first that
 * has none. A reply that does not fit is asked for once more.
 */
public final class Dialogue implements Asker {
  private static final String REPAIR = "repair";
  // Whoever reads the score is to know that no further question to this provider can succeed.
  private static final Set<ErrorCode> REFUSALS =
      EnumSet.of(ErrorCode.PROVIDER_AUTH, ErrorCode.PROVIDER_QUOTA);

  private final List<JudgeReply> replies;
  private int next;

  /** Over the replies so far, in the order of their questions. */
  public Dialogue(List<JudgeReply> replies) {
    this.replies = replies;
  }

  @Override
  public JsonNode ask(Question question) {
    Optional<JsonNode> first = read(question, question.name(), false);
    if (first.isPresent()) {
      return first.get();
    }
    return read(question, join(question.name(), REPAIR), true)
        .orElseThrow(
            () ->
                new UnmeasurableException(
                    ErrorCode.JUDGE_UNPARSABLE,
                    "The judge replied twice with something that does not fit the form.",
                    ended()));
  }

  /** What ended the last two replies, where it was not they themselves: mostly that is why. */
  private String ended() {
    String last = replies.get(next - 1).ended();
    return last == null ? replies.get(next - 2).ended() : last;
  }

  /** Joins parts of a question's name; empty parts are left out. */
  static String join(String one, String other) {
    return one.isEmpty() ? other : other.isEmpty() ? one : one + "#" + other;
  }

  /** The reply; empty when it does not fit. */
  private Optional<JsonNode> read(Question question, String name, boolean repair) {
    if (next == replies.size()) {
      throw new UnansweredException(question, name, repair);
    }
    JudgeReply reply = replies.get(next++);
    if (!reply.question().equals(name)) {
      // Asked by another version of the scorer: its replies answer other questions.
      throw new UnmeasurableException(
          ErrorCode.JUDGE_FAILED,
          "The scorer changed while the judge was being asked; score again.");
    }
    if (reply.failure() != null) {
      ErrorCode code = reply.failure().code();
      throw new UnmeasurableException(
          REFUSALS.contains(code) ? code : ErrorCode.JUDGE_FAILED,
          "The judge could not be asked: " + reply.failure().message());
    }
    if (reply.refusal() != null) {
      throw new UnmeasurableException(
          ErrorCode.JUDGE_REFUSED, "The judge refused to judge this answer.", reply.ended());
    }
    return ReplyParser.read(question, reply.output());
  }
}

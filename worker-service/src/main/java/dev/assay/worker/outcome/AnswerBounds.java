package dev.assay.worker.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;

/**
 * How much of an answer is kept. What every reader behind the worker must be able to read stays
 * well below the limits of their JSON ({@link Json#MAX_DEPTH}, {@link Json#MAX_STRING}), because an
 * answer stands inside of messages, tasks and judges' questions: what they could not read would be
 * asked for, and paid for, again.
 */
public final class AnswerBounds {
  /** Deepest nesting of an output or of a tool call's arguments. */
  static final int DEEPEST = 40;

  /** Longest text in an answer, in characters. */
  static final int LONGEST = Json.MAX_STRING / 2;

  /** More tokens than any model reads or writes in one call. */
  private static final long MOST_TOKENS = 20_000_000;

  private static final int REFUSAL_BYTES = 64 * 1024;
  private static final int LONGEST_NAME = 200;
  private static final String CUT = " [cut]";

  private AnswerBounds() {}

  /** Why an answer cannot be kept; null when it can. */
  public static String exceeded(AnswerDraft draft) {
    for (JsonNode tree : new JsonNode[] {draft.output(), draft.toolCalls(), draft.logprobs()}) {
      String why = tree == null ? null : exceeded(tree);
      if (why != null) {
        return why;
      }
    }
    return null;
  }

  /** The answer with names of ordinary length, a bounded reasoning and a usage that can be. */
  public static AnswerDraft trimmed(AnswerDraft draft, int maxReasoningBytes) {
    return new AnswerDraft(
        draft.output(),
        draft.toolCalls(),
        name(draft.finishReason()),
        within(draft.refusal(), REFUSAL_BYTES),
        draft.logprobs(),
        plausible(draft.usage()),
        name(draft.model()),
        name(draft.requestId()),
        within(draft.reasoning(), maxReasoningBytes));
  }

  /** Null when a count is more than any model can have read or written: it is not known then. */
  public static Usage plausible(Usage usage) {
    return usage == null || usage.input() > MOST_TOKENS || usage.output() > MOST_TOKENS
        ? null
        : usage;
  }

  /** A text of at most so many bytes of UTF-8, with a mark where it was cut; null for none. */
  static String within(String text, int maxBytes) {
    if (text == null || text.isEmpty() || maxBytes <= 0) {
      return null;
    }
    // No character of the text takes more than three bytes.
    if (text.length() <= maxBytes / 3) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= maxBytes) {
      return text;
    }
    int end = maxBytes;
    while (end > 0 && (bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + CUT;
  }

  private static String name(String text) {
    return text == null || text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }

  private static String exceeded(JsonNode tree) {
    ArrayDeque<Iterator<JsonNode>> path = new ArrayDeque<>();
    path.push(List.of(tree).iterator());
    while (!path.isEmpty()) {
      if (!path.peek().hasNext()) {
        path.pop();
        continue;
      }
      JsonNode node = path.peek().next();
      if (node.isTextual() && node.textValue().length() > LONGEST) {
        return "a text of the answer has more than " + LONGEST + " characters";
      }
      if (node.isContainerNode()) {
        if (path.size() > DEEPEST) {
          return "the answer is nested deeper than " + DEEPEST + " levels";
        }
        path.push(node.elements());
      }
    }
    return null;
  }
}

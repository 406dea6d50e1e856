package dev.assay.worker.kind.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.part.Answer;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import java.util.List;

/**
 * Takes what a model thought out of the beginning of its text, where servers leave it there between
 * marks such as {@code <think>} and {@code </think>}. Only the marks that chat templates of models
 * have, not what prompts ask for. The provider's option {@code inline_reasoning: keep} leaves all
 * as it is.
 */
public final class InlineReasoning {
  private static final String OPTION = "inline_reasoning";

  private record Mark(String open, String close) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark("<think>", "</think>"),
          new Mark("[THINK]", "[/THINK]"),
          new Mark("\u25c1think\u25b7", "\u25c1/think\u25b7"),
          new Mark("<seed:think>", "</seed:think>"));

  /** What was thought, and what was said after it. */
  private record Parts(String thought, String said) {}

  private InlineReasoning() {}

  /** What a response says, with thoughts apart from the text of an answer. */
  public static Decoded apart(Decoded decoded, ProviderRef provider) {
    if (!(decoded instanceof Decoded.Answered answered)
        || answered.draft().output() == null
        || !answered.draft().output().isTextual()
        || keeps(provider)) {
      return decoded;
    }
    AnswerDraft draft = answered.draft();
    Parts parts = split(draft.output().textValue(), Answer.LENGTH.equals(draft.finishReason()));
    if (parts == null) {
      return decoded;
    }
    boolean instead = draft.toolCalls() != null || draft.refusal() != null;
    JsonNode said = parts.said().isEmpty() && instead ? null : TextNode.valueOf(parts.said());
    return new Decoded.Answered(draft.apart(said, joined(draft.reasoning(), parts.thought())));
  }

  /** The part of a growing text that is said and not thought; null when there is none yet. */
  public static String visible(String text, ProviderRef provider) {
    if (text == null || keeps(provider)) {
      return text;
    }
    String begun = text.stripLeading();
    for (Mark mark : MARKS) {
      if (startsWith(begun, mark.open())) {
        Parts parts = split(text, true);
        return parts == null || parts.said().isEmpty() ? null : parts.said();
      }
      if (begun.length() < mark.open().length()
          && mark.open().regionMatches(true, 0, begun, 0, begun.length())) {
        return null;
      }
    }
    return text;
  }

  private static boolean keeps(ProviderRef provider) {
    if (provider == null) {
      return false;
    }
    // What an endpoint of the user's own says is what its users see.
    return "http".equals(provider.kind())
        || provider.options() != null && provider.options().path(OPTION).asText().equals("keep");
  }

  /**
   * The parts of a text; null when nothing is to be taken out.
   *
   * @param cut whether the text ends before its end, so that thoughts need not have one
   */
  private static Parts split(String text, boolean cut) {
    for (Mark mark : MARKS) {
      Parts parts = opened(text, mark, cut);
      parts = parts == null ? unopened(text, mark) : parts;
      if (parts != null) {
        return parts;
      }
    }
    return null;
  }

  private static Parts opened(String text, Mark mark, boolean cut) {
    StringBuilder thought = new StringBuilder();
    String rest = text.stripLeading();
    boolean found = false;
    while (startsWith(rest, mark.open())) {
      int close = indexOf(rest, mark.close(), mark.open().length());
      if (close < 0) {
        if (!cut) {
          break;
        }
        return new Parts(thought + rest.substring(mark.open().length()), "");
      }
      thought.append(rest, mark.open().length(), close);
      rest = rest.substring(close + mark.close().length()).stripLeading();
      found = true;
    }
    return found ? new Parts(thought.toString(), rest) : null;
  }

  /**
   * Some chat templates write the opening mark into the prompt, so that the text has the closing
   * one only. On a line's edge and alone in the text, or it may be what the text speaks of.
   */
  private static Parts unopened(String text, Mark mark) {
    int close = indexOf(text, mark.close(), 0);
    int after = close + mark.close().length();
    if (close < 0
        || indexOf(text, mark.open(), 0) >= 0
        || indexOf(text, mark.close(), after) >= 0
        || !(lineEnds(text, after) || close > 0 && text.charAt(close - 1) == '\n')) {
      return null;
    }
    return new Parts(text.substring(0, close), text.substring(after).stripLeading());
  }

  private static boolean lineEnds(String text, int at) {
    return at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }

  private static boolean startsWith(String text, String mark) {
    return text.regionMatches(true, 0, mark, 0, mark.length());
  }

  private static int indexOf(String text, String mark, int from) {
    for (int i = Math.max(0, from); i <= text.length() - mark.length(); i++) {
      if (text.regionMatches(true, i, mark, 0, mark.length())) {
        return i;
      }
    }
    return -1;
  }

  private static String joined(String told, String inline) {
    String thought = inline.strip();
    if (thought.isEmpty()) {
      return told;
    }
    return told == null ? thought : told + "\n" + thought;
  }
}

package dev.assay.worker.kind.answer;

import dev.assay.common.part.Answer;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.ProviderError.Meaning;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Why answers end, in the words of all vendors, and what that is in ours: {@code stop}, {@code
 * length}, {@code tool_calls}, {@code content_filter}, or no answer at all. A name that is not
 * known stays as it is: what a vendor brings tomorrow is told, not guessed.
 */
public final class FinishReasons {
  private static final String STOP = "stop";
  private static final String TOOL_CALLS = "tool_calls";
  private static final Map<String, String> COMMON = new HashMap<>();
  private static final Map<String, Meaning> FAILED = new HashMap<>();

  static {
    say(
        STOP,
        "stop",
        "end_turn",
        "stop_sequence",
        "eos",
        "eos_token",
        "end_of_text",
        "complete",
        "completed");
    say(
        Answer.LENGTH,
        "length",
        "max_tokens",
        "max_output_tokens",
        "max_completion_tokens",
        "max_new_tokens",
        "max_length",
        "model_length",
        "model_context_window_exceeded",
        "context_length_exceeded");
    say(TOOL_CALLS, "tool_calls", "tool_call", "tool_use", "function_call");
    say(
        Answer.CONTENT_FILTER,
        "content_filter",
        "content_filtered",
        "guardrail_intervened",
        "refusal",
        "sensitive",
        "error_toxic",
        "safety",
        "recitation",
        "language",
        "blocklist",
        "prohibited_content",
        "spii",
        "model_armor",
        "image_safety",
        "image_prohibited_content",
        "image_recitation");
    fail(
        Meaning.BAD_GENERATION,
        "malformed_function_call",
        "malformed_response",
        "malformed_model_output",
        "malformed_tool_use",
        "unexpected_tool_call",
        "too_many_tool_calls",
        "missing_thought_signature",
        "no_image",
        "image_other",
        "other",
        "finish_reason_unspecified");
    fail(
        Meaning.BROKEN_OFF,
        "error",
        "abort",
        "aborted",
        "cancelled",
        "canceled",
        "network_error",
        "error_limit",
        "user_cancel");
    fail(Meaning.OVERLOADED, "insufficient_system_resource");
    fail(Meaning.UNFINISHED, "pause_turn");
  }

  private FinishReasons() {}

  private static void say(String common, String... names) {
    for (String name : names) {
      COMMON.put(name, common);
    }
  }

  private static void fail(Meaning meaning, String... names) {
    for (String name : names) {
      FAILED.put(name, meaning);
    }
  }

  /** The common name; the vendor's own when there is none, null when it gives none. */
  public static String common(String raw) {
    // Some servers write null as a text.
    if (raw == null || raw.isBlank() || raw.equals("null")) {
      return null;
    }
    return COMMON.getOrDefault(raw.toLowerCase(Locale.ROOT), raw);
  }

  /**
   * An answer that ended for the reason which its draft has in the vendor's words.
   *
   * @param words of the vendor about it, null for none
   * @return a problem when what came is no answer
   */
  public static Decoded decoded(AnswerDraft draft, String words) {
    String raw = draft.finishReason();
    String common = common(raw);
    Meaning failed = common == null ? null : FAILED.get(raw.toLowerCase(Locale.ROOT));
    if (failed == null && common != null && !COMMON.containsValue(common) && empty(draft)) {
      failed = Meaning.BAD_GENERATION;
    }
    if (failed != null) {
      String sentence =
          "the answer ended with " + raw + (words == null || words.isBlank() ? "" : ": " + words);
      return new Decoded.Problem(
          new ProviderError("finish_reason", raw, sentence).meaning(failed), draft.usage());
    }
    boolean calls = STOP.equals(common) && draft.toolCalls() != null;
    return new Decoded.Answered(draft.finished(calls ? TOOL_CALLS : common));
  }

  private static boolean empty(AnswerDraft draft) {
    boolean silent =
        draft.output() == null
            || draft.output().isTextual() && draft.output().textValue().isEmpty();
    return silent && draft.toolCalls() == null && draft.refusal() == null;
  }
}

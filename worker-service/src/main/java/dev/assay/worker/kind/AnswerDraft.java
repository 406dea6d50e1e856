package dev.assay.worker.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Usage;

/**
 * An answer as the provider gave it, before times and cost are added.
 *
 * @param output text, null when there are only tool calls or nothing; for embeddings an array of
 *     arrays of numbers
 * @param toolCalls array of {@code {id, name, arguments}}, null when none
 * @param finishReason {@code stop}, {@code length}, {@code tool_calls} or {@code content_filter};
 *     the provider's own name when it is none of these, null when it gives none
 * @param refusal the model's refusal, null when none
 * @param logprobs as given, null when none
 * @param usage null when not reported
 * @param model as reported
 * @param requestId the provider's id of the answer, null when it gives none
 * @param reasoning what the model thought before it answered, null when it does not tell
 */
public record AnswerDraft(
    JsonNode output,
    JsonNode toolCalls,
    String finishReason,
    String refusal,
    JsonNode logprobs,
    Usage usage,
    String model,
    String requestId,
    String reasoning) {

  /** An answer without reasoning. */
  public AnswerDraft(
      JsonNode output,
      JsonNode toolCalls,
      String finishReason,
      String refusal,
      JsonNode logprobs,
      Usage usage,
      String model,
      String requestId) {
    this(output, toolCalls, finishReason, refusal, logprobs, usage, model, requestId, null);
  }

  /** Whether the provider's filter or the model itself declined: a result, not an error. */
  public boolean declined() {
    return refusal != null || Answer.CONTENT_FILTER.equals(finishReason);
  }

  /** The same under another finish reason. */
  public AnswerDraft finished(String reason) {
    return new AnswerDraft(
        output, toolCalls, reason, refusal, logprobs, usage, model, requestId, reasoning);
  }

  /** The same with what was thought apart from what was said. */
  public AnswerDraft apart(JsonNode said, String thought) {
    return new AnswerDraft(
        said, toolCalls, finishReason, refusal, logprobs, usage, model, requestId, thought);
  }

  /** The same with another usage. */
  public AnswerDraft used(Usage counts) {
    return new AnswerDraft(
        output, toolCalls, finishReason, refusal, logprobs, counts, model, requestId, reasoning);
  }
}

package dev.assay.worker.kind;

import com.fasterxml.jackson.databind.JsonNode;
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
 */
public record AnswerDraft(
    JsonNode output,
    JsonNode toolCalls,
    String finishReason,
    String refusal,
    JsonNode logprobs,
    Usage usage,
    String model,
    String requestId) {

  /** Whether the provider's filter or the model itself declined: a result, not an error. */
  public boolean declined() {
    return refusal != null || "content_filter".equals(finishReason);
  }
}

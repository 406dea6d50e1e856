package dev.assay.common.part;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the target returned for one unit.
 *
 * @param output the text, or the JSON a caller pushed; null when the model gave tool calls only
 * @param toolCalls array of {@code {id, name, arguments}}, null when none
 * @param finishReason stop, length, tool_calls or content_filter; the provider's own name when it
 *     is none of these
 * @param refusal the model's refusal in its words, null when none
 * @param logprobs as the provider gives them, null unless asked for
 * @param usage tokens, null when not reported
 * @param latencyMs of the attempt that brought the answer, waits excluded
 * @param ttftMs time to the first token when streamed, null otherwise
 * @param cost in the account's currency, null when the price is not known
 * @param model as the provider reports it
 * @param requestId the provider's own id of the request
 * @param cached true when it came from the cache
 * @param reasoning what the model thought before it answered, in its words or as a summary; bounded
 *     by the worker, no part of the output and not scored; null when none is known
 */
public record Answer(
    JsonNode output,
    JsonNode toolCalls,
    String finishReason,
    String refusal,
    JsonNode logprobs,
    Usage usage,
    Long latencyMs,
    Long ttftMs,
    Double cost,
    String model,
    String requestId,
    boolean cached,
    String reasoning) {
  /** The finish reason of an answer that the limit of its length cut off. */
  public static final String LENGTH = "length";

  /** The finish reason of an answer that a filter of the provider stopped or took. */
  public static final String CONTENT_FILTER = "content_filter";

  /** An answer whose reasoning is not known. */
  public Answer(
      JsonNode output,
      JsonNode toolCalls,
      String finishReason,
      String refusal,
      JsonNode logprobs,
      Usage usage,
      Long latencyMs,
      Long ttftMs,
      Double cost,
      String model,
      String requestId,
      boolean cached) {
    this(
        output,
        toolCalls,
        finishReason,
        refusal,
        logprobs,
        usage,
        latencyMs,
        ttftMs,
        cost,
        model,
        requestId,
        cached,
        null);
  }

  /** Whether the limit of its length cut it off. */
  public boolean truncated() {
    return LENGTH.equals(finishReason);
  }
}

package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.parts.Fields;

/** Reads token counts of all three interfaces; what is not a count is not known rather than 0. */
final class OpenAiUsage {
  private OpenAiUsage() {}

  /** Null when it is missing or makes no sense. */
  static Usage of(JsonNode usage) {
    if (usage == null || !usage.isObject()) {
      return null;
    }
    long input = first(usage, "prompt_tokens", "input_tokens");
    long output = first(usage, "completion_tokens", "output_tokens");
    if (input < 0 || output < 0) {
      return null;
    }
    long cached =
        Math.max(
            detail(usage, "prompt_tokens_details", "input_tokens_details", "cached_tokens"),
            Fields.countOr0(usage.path("prompt_cache_hit_tokens")));
    long reasoning =
        detail(usage, "completion_tokens_details", "output_tokens_details", "reasoning_tokens");
    long whole = withReasoning(output, reasoning, Fields.count(usage.path("total_tokens")) - input);
    return new Usage(input, Math.min(input, cached), whole, Math.max(reasoning, whole - output));
  }

  /**
   * All tokens of the answer. Some servers count reasoning beside the completion instead of in it,
   * and some only in the total, which is what they charge.
   *
   * @param beyondInput the total without the input; less than the output when it is not known
   */
  private static long withReasoning(long output, long reasoning, long beyondInput) {
    if (beyondInput > output) {
      return beyondInput;
    }
    return reasoning > output ? output + reasoning : output;
  }

  /** Embeddings have no completion. */
  static Usage ofInput(JsonNode usage) {
    long input = first(usage, "prompt_tokens", "input_tokens");
    return input < 0 ? null : new Usage(input, 0, 0, 0);
  }

  private static long detail(JsonNode usage, String chat, String responses, String name) {
    return Math.max(
        Fields.countOr0(usage.path(chat).path(name)),
        Fields.countOr0(usage.path(responses).path(name)));
  }

  private static long first(JsonNode usage, String name, String other) {
    return Fields.count(usage.has(name) ? usage.get(name) : usage.path(other));
  }
}

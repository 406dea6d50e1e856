package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.message.Usage;

/** Reads token counts; what is not a count is not known rather than 0. */
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
            count(usage.path("prompt_tokens_details").path("cached_tokens")),
            count(usage.path("prompt_cache_hit_tokens")));
    long reasoning =
        Math.max(0, count(usage.path("completion_tokens_details").path("reasoning_tokens")));
    // Some servers count reasoning beside the completion instead of in it.
    long whole = reasoning > output ? output + reasoning : output;
    return new Usage(input, Math.min(input, Math.max(0, cached)), whole, reasoning);
  }

  private static long first(JsonNode usage, String name, String other) {
    return usage.has(name) ? count(usage.get(name)) : count(usage.path(other));
  }

  /** -1 when it is not a whole number from 0. */
  private static long count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= 0
        ? node.asLong()
        : -1;
  }
}

package dev.assay.simulator.options;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Token counts to report whatever is said; null to estimate them from the text, or none.
 *
 * @param input of the question, the cached ones among them
 * @param cached of the question
 * @param output of the answer, those of reasoning among them
 * @param reasoning of the answer
 */
public record SimTokens(Long input, Long cached, Long output, Long reasoning) {
  /** All estimated. */
  public static final SimTokens ESTIMATED = new SimTokens(null, null, null, null);

  SimTokens with(JsonNode json) {
    return new SimTokens(
        count(json, "input", input),
        count(json, "cached", cached),
        count(json, "output", output),
        count(json, "reasoning", reasoning));
  }

  private static Long count(JsonNode json, String name, Long otherwise) {
    if (!json.has(name)) {
      return otherwise;
    }
    long value = json.get(name).asLong(-1);
    if (value < 0) {
      throw new IllegalArgumentException("tokens." + name + " is a number of tokens");
    }
    return value;
  }
}

package dev.assay.common.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.pattern.Re2;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What one validation may still cost. The validator hands nothing of ours down to keywords and
 * patterns, so that the budget of the validation under way is held by its thread.
 */
final class Budget {
  private static final ThreadLocal<Steps> UNDER_WAY = new ThreadLocal<>();

  private static final long STEPS_PER_KEYWORD = 1000;
  // what the validator remembers of each: the sum of these bounds the memory of a validation
  private static final long STEPS_PER_FAILURE = 4000;
  private static final long STEPS_PER_ERROR = 25_000;
  private static final int CHARACTERS_PER_STEP = 8;
  // looks at every value below, or compares each with each in the worst case
  private static final Set<String> WHOLE_VALUE = Set.of("const", "enum", "uniqueItems");

  private Budget() {}

  /** Runs one validation under a budget. */
  static <T> T under(Steps steps, Supplier<T> validation) {
    Steps outer = UNDER_WAY.get();
    UNDER_WAY.set(steps);
    try {
      return validation.get();
    } finally {
      if (outer == null) {
        UNDER_WAY.remove();
      } else {
        UNDER_WAY.set(outer);
      }
    }
  }

  /**
   * One keyword is about to look at one value.
   *
   * <p>Throws what the steps throw when nothing is left.
   */
  static void keyword(String keyword, JsonNode value) {
    Steps steps = UNDER_WAY.get();
    if (steps == null) {
      return; // the dialect's own meta-schema, over a schema whose size is bounded
    }
    if (Thread.interrupted()) {
      steps.spend(Long.MAX_VALUE);
    }
    steps.spend(STEPS_PER_KEYWORD + value.size());
    if (value.isTextual()) {
      steps.spend(value.textValue().length() / CHARACTERS_PER_STEP);
    } else if (WHOLE_VALUE.contains(keyword) && value.isContainerNode()) {
      whole(value, steps);
      if (keyword.equals("uniqueItems")) {
        steps.spend(value.size(), value.size() / 10 + 1L);
      }
    }
  }

  /**
   * A keyword does not hold.
   *
   * @param errors that it found itself, 0 when keywords below did
   */
  static void failure(int errors) {
    Steps steps = UNDER_WAY.get();
    if (steps != null) {
      steps.spend(STEPS_PER_FAILURE + errors * STEPS_PER_ERROR);
    }
  }

  /** A pattern is about to be looked for. */
  static void pattern(int program, String text) {
    Steps steps = UNDER_WAY.get();
    if (steps != null) {
      steps.spend(Re2.STEPS_PER_INSTRUCTION * program, text.length() + 1L);
    }
  }

  private static void whole(JsonNode value, Steps steps) {
    steps.spend(1L + (value.isTextual() ? value.textValue().length() / CHARACTERS_PER_STEP : 0));
    for (JsonNode child : value) {
      whole(child, steps);
    }
  }
}

package dev.assay.scoring.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.scorer.Effort;
import dev.assay.scoring.text.Patterns;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What one validation may still cost. The validator hands nothing of ours down to keywords and
 * patterns, so that the budget of the validation under way is held by its thread.
 */
final class Budget {
  private static final ThreadLocal<Effort> UNDER_WAY = new ThreadLocal<>();

  private static final long STEPS_PER_KEYWORD = 1000;
  // what the validator remembers of each: the sum of these bounds the memory of a validation
  private static final long STEPS_PER_FAILURE = 4000;
  private static final long STEPS_PER_ERROR = 25_000;
  private static final int CHARACTERS_PER_STEP = 8;
  // looks at every value below, or compares each with each in the worst case
  private static final Set<String> WHOLE_VALUE = Set.of("const", "enum", "uniqueItems");

  private Budget() {}

  /** Runs one validation under a budget. */
  static <T> T under(Effort effort, Supplier<T> validation) {
    Effort outer = UNDER_WAY.get();
    UNDER_WAY.set(effort);
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
   * @throws dev.assay.scoring.scorer.UnmeasurableException when nothing is left
   */
  static void keyword(String keyword, JsonNode value) {
    Effort effort = UNDER_WAY.get();
    if (effort == null) {
      return; // the dialect's own meta-schema, over a schema whose size is bounded
    }
    if (Thread.interrupted()) {
      effort.spend(Long.MAX_VALUE);
    }
    effort.spend(STEPS_PER_KEYWORD + value.size());
    if (value.isTextual()) {
      effort.spend(value.textValue().length() / CHARACTERS_PER_STEP);
    } else if (WHOLE_VALUE.contains(keyword) && value.isContainerNode()) {
      whole(value, effort);
      if (keyword.equals("uniqueItems")) {
        effort.spend(value.size(), value.size() / 10 + 1L);
      }
    }
  }

  /**
   * A keyword does not hold.
   *
   * @param errors that it found itself, 0 when keywords below did
   */
  static void failure(int errors) {
    Effort effort = UNDER_WAY.get();
    if (effort != null) {
      effort.spend(STEPS_PER_FAILURE + errors * STEPS_PER_ERROR);
    }
  }

  /** A pattern is about to be looked for. */
  static void pattern(int program, String text) {
    Effort effort = UNDER_WAY.get();
    if (effort != null) {
      effort.spend(Patterns.STEPS_PER_INSTRUCTION * program, text.length() + 1L);
    }
  }

  private static void whole(JsonNode value, Effort effort) {
    effort.spend(1L + (value.isTextual() ? value.textValue().length() / CHARACTERS_PER_STEP : 0));
    for (JsonNode child : value) {
      whole(child, effort);
    }
  }
}

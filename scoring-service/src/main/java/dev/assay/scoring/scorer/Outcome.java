package dev.assay.scoring.scorer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;

/** What a measurement found. */
public sealed interface Outcome {
  /**
   * There is a number. The engine still refuses one that is not finite or not in 0..1.
   *
   * @param reason a sentence, null when there is nothing to say
   * @param metadata what was found out on the way, null when nothing
   */
  record Measured(double score, String reason, JsonNode metadata) implements Outcome {}

  /**
   * The scorer does not apply to this item.
   *
   * @param reason a sentence that says why
   * @param metadata what was found out all the same, null when nothing
   */
  record Skipped(String reason, JsonNode metadata) implements Outcome {
    /** With nothing but a reason. */
    public Skipped(String reason) {
      this(reason, null);
    }

    /** The item has nothing to compare with. */
    public static Skipped withoutExpected() {
      return new Skipped("The item has no expected value to compare with.");
    }

    /** What the item expects is blank, and every answer would do. */
    public static Skipped blankExpected() {
      return new Skipped("The expected value is blank: every answer would fit it.");
    }
  }

  /**
   * The scorer applies but could not measure.
   *
   * @param message a sentence for a person, without the texts that were compared
   * @param metadata what was found out all the same, null when nothing
   */
  record Failed(ErrorCode code, String message, JsonNode metadata) implements Outcome {
    /** With nothing but what is wrong. */
    public Failed(ErrorCode code, String message) {
      this(code, message, null);
    }
  }

  /** A bare number. */
  static Outcome of(double score) {
    return new Measured(score, null, null);
  }

  /** 1 for yes, 0 for no, with a sentence. */
  static Outcome of(boolean yes, String reason) {
    return new Measured(yes ? 1 : 0, reason, null);
  }
}

package dev.assay.scoring.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.UnmeasurableException;

/** Relative difference of two numbers. */
public final class NumericDiffScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("numeric_diff", "Numeric difference")
        .describes(
            "1 - |e - o| / (|e| + |o|); two zeros score 1, opposite signs and exactly one zero"
                + " score 0. Numeric texts are read as numbers; anything else is an error.")
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    return input -> {
      JsonNode expected = input.requireExpected();
      return Outcome.of(closeness(input.output(), expected));
    };
  }

  /**
   * The formula on two JSON values.
   *
   * @throws UnmeasurableException with {@link ErrorCode#NOT_A_NUMBER} when there is no result
   */
  static double closeness(JsonNode output, JsonNode expected) {
    double o = number(output, "answer");
    double e = number(expected, "expected value");
    if (o == 0 && e == 0 && isNumeric(output) && isNumeric(expected)) {
      return 1;
    }
    double score = 1 - Math.abs(e - o) / (Math.abs(e) + Math.abs(o));
    if (Double.isNaN(score)) {
      throw new UnmeasurableException(
          ErrorCode.NOT_A_NUMBER, "The two values have no relative difference.");
    }
    return score;
  }

  /** ECMAScript's ToNumber for numbers, truth values and null; texts must hold a number. */
  private static double number(JsonNode value, String what) {
    if (value != null) {
      if (value.isNumber()) {
        return value.doubleValue();
      }
      if (value.isTextual()) {
        Double number = Numerals.parse(value.textValue());
        if (number != null) {
          return number;
        }
      } else if (value.isBoolean()) {
        return value.booleanValue() ? 1 : 0;
      } else if (value.isNull()) {
        return 0;
      }
    }
    throw new UnmeasurableException(ErrorCode.NOT_A_NUMBER, "The " + what + " is not a number.");
  }

  private static boolean isNumeric(JsonNode value) {
    return value.isNumber() || value.isTextual();
  }
}

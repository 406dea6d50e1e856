package dev.assay.scoring.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.number.ExactNumber;
import dev.assay.scoring.number.NumberReader;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.math.BigDecimal;

/** Relative difference of two numbers. */
public final class NumericDiffScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("numeric_diff", "Numeric difference")
        .version(2)
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
    BigDecimal exactOutput = exact(output);
    BigDecimal exactExpected = exact(expected);
    double o = exactOutput == null ? number(output, "answer") : exactOutput.doubleValue();
    double e =
        exactExpected == null ? number(expected, "expected value") : exactExpected.doubleValue();
    boolean bothExact = exactOutput != null && exactExpected != null;
    boolean equal = bothExact && exactOutput.compareTo(exactExpected) == 0;
    if (equal) {
      return 1;
    }
    double score = 1 - Math.abs(e - o) / (Math.abs(e) + Math.abs(o));
    if (Double.isNaN(score)) {
      throw new UnmeasurableException(
          ErrorCode.NOT_A_NUMBER, "The two values have no relative difference.");
    }
    // numbers that a double cannot tell apart are near, not equal
    return bothExact ? Math.min(score, Math.nextDown(1.0)) : score;
  }

  /** A finite number or a text that is one, without rounding; null for anything else. */
  private static BigDecimal exact(JsonNode value) {
    if (value == null) {
      return null;
    }
    if (value.isTextual()) {
      return NumberReader.whole(value.textValue()).map(ExactNumber::decimal).orElse(null);
    }
    boolean finite = value.isIntegralNumber() || Double.isFinite(value.doubleValue());
    return value.isNumber() && finite ? value.decimalValue() : null;
  }

  /** ECMAScript's ToNumber for what is no finite number: truth values and null. */
  private static double number(JsonNode value, String what) {
    if (value != null) {
      if (value.isNumber()) {
        return value.doubleValue();
      }
      if (value.isBoolean()) {
        return value.booleanValue() ? 1 : 0;
      } else if (value.isNull()) {
        return 0;
      }
    }
    throw new UnmeasurableException(ErrorCode.NOT_A_NUMBER, "The " + what + " is not a number.");
  }
}

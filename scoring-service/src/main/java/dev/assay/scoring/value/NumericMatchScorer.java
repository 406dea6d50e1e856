package dev.assay.scoring.value;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.number.ExactNumber;
import dev.assay.scoring.number.NumberReader;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.math.BigDecimal;
import java.util.Optional;

/** The last number in the answer against the last number in the expected value. */
public final class NumericMatchScorer implements Scorer {
  private static final long STEPS_PER_CHARACTER = 100;

  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("numeric_match", "Numeric match")
        .describes(
            "1 when the last number in the answer equals the last number in the expected value"
                + " (|o - e| <= max(abs_tol, rel_tol * |e|)), else 0. Compared exactly; groups,"
                + " fractions and every minus are read. An answer without a number scores 0.")
        .version(2)
        .yesOrNo()
        .recommended()
        .params(
            """
            {
              "abs_tol": {"type": "number", "minimum": 0, "default": 0,
                "title": "Absolute tolerance", "description": "Allowed distance."},
              "rel_tol": {"type": "number", "minimum": 0, "default": 0,
                "title": "Relative tolerance",
                "description": "Allowed distance as a share of the expected number."}
            }
            """)
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    BigDecimal absolute = params.decimal("abs_tol");
    BigDecimal relative = params.decimal("rel_tol");
    return input -> measure(input, absolute, relative);
  }

  private static Outcome measure(ScorerInput input, BigDecimal absolute, BigDecimal relative) {
    String gold = input.expectedText();
    String answer = input.outputText();
    input.effort().spend(gold.length() + (long) answer.length(), STEPS_PER_CHARACTER);
    NumberReader.Expected expected =
        NumberReader.expected(gold)
            .orElseThrow(
                () ->
                    new UnmeasurableException(
                        ErrorCode.NOT_A_NUMBER, "There is no number in the expected value."));
    Optional<ExactNumber> found = expected.in(answer);
    if (found.isEmpty()) {
      return Outcome.of(false, "There is no number in the answer.");
    }
    ObjectNode metadata = Json.mapper().createObjectNode();
    metadata.put("found", found.get().toString());
    metadata.put("expected", expected.number().toString());
    boolean equal = found.get().sameAs(expected.number());
    boolean near = !equal && isNear(found.get(), expected.number(), absolute, relative);
    return new Outcome.Measured(equal || near ? 1 : 0, null, metadata);
  }

  private static boolean isNear(
      ExactNumber found, ExactNumber expected, BigDecimal absolute, BigDecimal relative) {
    BigDecimal allowed = absolute.max(relative.multiply(expected.decimal().abs()));
    return allowed.signum() > 0
        && found.decimal().subtract(expected.decimal()).abs().compareTo(allowed) <= 0;
  }
}

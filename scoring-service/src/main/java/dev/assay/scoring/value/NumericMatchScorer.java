package dev.assay.scoring.value;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
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
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("numeric_match", "Numeric match")
        .describes(
            "1 when the last number in the answer equals the last number in the expected value"
                + " (|o - e| <= max(abs_tol, rel_tol * |e|)), else 0. Thousands separators are"
                + " read. An answer without a number scores 0.")
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
    double absolute = params.number("abs_tol", 0);
    double relative = params.number("rel_tol", 0);
    return input -> measure(input, absolute, relative);
  }

  private static Outcome measure(ScorerInput input, double absolute, double relative) {
    BigDecimal expected =
        Numerals.last(input.expectedText())
            .orElseThrow(
                () ->
                    new UnmeasurableException(
                        ErrorCode.NOT_A_NUMBER, "There is no number in the expected value."));
    Optional<BigDecimal> found = Numerals.last(input.outputText());
    if (found.isEmpty()) {
      return Outcome.of(false, "There is no number in the answer.");
    }
    ObjectNode metadata = Json.mapper().createObjectNode();
    metadata.put("found", found.get().toString());
    metadata.put("expected", expected.toString());
    boolean equal = found.get().compareTo(expected) == 0;
    double allowed = Math.max(absolute, relative * Math.abs(expected.doubleValue()));
    boolean near =
        allowed > 0 && Math.abs(found.get().doubleValue() - expected.doubleValue()) <= allowed;
    return new Outcome.Measured(equal || near ? 1 : 0, null, metadata);
  }
}

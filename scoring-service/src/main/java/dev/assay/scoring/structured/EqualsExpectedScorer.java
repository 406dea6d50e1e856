package dev.assay.scoring.structured;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.ecma.EcmaText;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** The share of short expected fields that the answer has exactly. */
public final class EqualsExpectedScorer implements Scorer {
  private static final int LONGEST = 128;

  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("equals_expected", "Equals expected")
        .describes(
            "Matched / compared over the leaves of the expected JSON whose text has at most 128"
                + " characters. Strict equality. Skipped when there is no such leaf.")
        .version(2)
        .percentage()
        .params("{" + FieldComparison.PARAMS + "}")
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    FieldComparison comparison =
        new FieldComparison(
            params,
            EqualsExpectedScorer::isShort,
            (output, expected, effort) -> Equality.strict(output, expected));
    return comparison::outcome;
  }

  private static boolean isShort(JsonNode expected) {
    return EcmaText.of(expected).length() <= LONGEST;
  }
}

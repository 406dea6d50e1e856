package dev.assay.scoring.structured;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** The share of expected fields that the answer has right. */
public final class FieldAccuracyScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("field_accuracy", "Field accuracy")
        .describes(
            "Matched / compared over the leaves of the expected JSON. Equality, where a numeric"
                + " text equals its number. A missing leaf is a mismatch; what only the answer has"
                + " does not count.")
        .version(2)
        .percentage()
        .recommended()
        .params("{" + FieldComparison.PARAMS + "}")
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    FieldComparison comparison =
        new FieldComparison(
            params, any -> true, (output, expected, effort) -> Equality.coerced(output, expected));
    return comparison::outcome;
  }
}

package dev.assay.scoring.value;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** Likeness of two JSON values, mean over their parts; an absent value counts as null. */
public final class JsonDiffScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("json_diff", "JSON similarity")
        .describes(
            "Objects: the mean over the union of their keys. Arrays: the sum over positions"
                + " divided by the longer length. Texts: levenshtein. Numbers: numeric_diff. Both"
                + " null or absent: 1, exactly one: 0. Anything else: levenshtein of compact JSON"
                + " with sorted keys.")
        .recommended()
        .params(
            """
            {
              "preserve_strings": {"type": "boolean", "default": false,
                "title": "Preserve strings",
                "description": "Compare a text that holds a JSON object or array as text."}
            }
            """)
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    boolean preserveStrings = params.flag("preserve_strings", false);
    return input -> {
      JsonLikeness likeness = new JsonLikeness(preserveStrings, input.effort());
      double score = likeness.of(input.output(), input.expected());
      return new Outcome.Measured(
          score,
          input.expected() == null ? "The item has no expected value; null stood in for it." : null,
          null);
    };
  }
}

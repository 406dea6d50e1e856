package dev.assay.scoring.value;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.distance.Levenshtein;
import dev.assay.scoring.ecma.EcmaText;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** 1 - edit distance / length of the longer text, in UTF-16 code units. */
public final class LevenshteinScorer implements Scorer {
  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("levenshtein", "Levenshtein similarity")
        .describes(
            "1 - d / length of the longer text, where d is the number of characters to insert,"
                + " delete or replace. Two empty texts score 1.")
        .recommended()
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    return input ->
        Outcome.of(
            Levenshtein.similarity(
                EcmaText.of(input.output()), EcmaText.of(input.requireExpected()), input.effort()));
  }
}

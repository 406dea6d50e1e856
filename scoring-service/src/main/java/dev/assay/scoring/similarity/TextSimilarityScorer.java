package dev.assay.scoring.similarity;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.scorer.DescriptorBuilder;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;

/** Likeness of two texts by a metric of the user's choice. */
public final class TextSimilarityScorer implements Scorer {
  private static final long STEPS_PER_CHARACTER = 100;

  @Override
  public ScorerDescriptor descriptor() {
    return DescriptorBuilder.scorer("text_similarity", "Text similarity")
        .describes(
            "Likeness of answer and expected text by a standard metric: bleu (sacreBLEU), gleu,"
                + " meteor, rouge_1 to rouge_5 and rouge_l (F1), cosine of word counts, or"
                + " fuzzy_match (indel ratio).")
        .params(
            """
            {
              "metric": {"enum": ["bleu", "gleu", "meteor", "rouge_1", "rouge_2", "rouge_3",
                "rouge_4", "rouge_5", "rouge_l", "cosine", "fuzzy_match"],
                "default": "fuzzy_match", "title": "Metric",
                "description": "Which likeness to compute; the catalogue page gives the formulas."}
            }
            """)
        .build();
  }

  @Override
  public Measurement prepare(Params params) {
    TextMetric metric = TextMetric.named(params.text("metric", "fuzzy_match"));
    return input -> {
      String expected = input.expectedText();
      String output = input.outputText();
      // before anything is cut into tokens, which takes far more memory than the text
      input.effort().spend(output.length() + (long) expected.length(), STEPS_PER_CHARACTER);
      return Outcome.of(metric.likeness(output, expected, input.effort()));
    };
  }
}

package dev.assay.scoring.similarity;

import dev.assay.scoring.scorer.Effort;
import java.util.Locale;

/** The metrics of {@code text_similarity}. */
public enum TextMetric {
  /** Sentence BLEU as sacreBLEU computes it. */
  BLEU(Bleu::score),
  /** Google's BLEU as NLTK computes it. */
  GLEU(Gleu::score),
  /** METEOR with exact matching. */
  METEOR(Meteor::score),
  /** F1 over words. */
  ROUGE_1((output, expected, effort) -> Rouge.n(output, expected, 1, effort)),
  /** F1 over pairs of words. */
  ROUGE_2((output, expected, effort) -> Rouge.n(output, expected, 2, effort)),
  /** F1 over runs of 3 words. */
  ROUGE_3((output, expected, effort) -> Rouge.n(output, expected, 3, effort)),
  /** F1 over runs of 4 words. */
  ROUGE_4((output, expected, effort) -> Rouge.n(output, expected, 4, effort)),
  /** F1 over runs of 5 words. */
  ROUGE_5((output, expected, effort) -> Rouge.n(output, expected, 5, effort)),
  /** F1 of the longest common subsequence of words. */
  ROUGE_L(Rouge::longest),
  /** Cosine of the vectors of word counts. */
  COSINE(WordCosine::score),
  /** Normalised indel similarity, rapidfuzz's ratio. */
  FUZZY_MATCH(FuzzyMatch::ratio);

  private interface Formula {
    double apply(String output, String expected, Effort effort);
  }

  // the formulas are static methods without state
  @SuppressWarnings("ImmutableEnumChecker")
  private final Formula formula;

  TextMetric(Formula formula) {
    this.formula = formula;
  }

  /** By the name that parameters use, such as {@code rouge_l}. */
  public static TextMetric named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * In 0..1.
   *
   * @throws dev.assay.scoring.scorer.UnmeasurableException when the effort does not suffice
   */
  public double likeness(String output, String expected, Effort effort) {
    return formula.apply(output, expected, effort);
  }
}

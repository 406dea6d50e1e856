package dev.assay.scoring.similarity;

import dev.assay.scoring.scorer.Effort;

/**
 * Google's sentence BLEU (Wu et al. 2016, section 4.3) over white-space tokens, as NLTK's {@code
 * sentence_gleu}: shared runs of 1 to 4 tokens / the larger of the two numbers of runs.
 */
final class Gleu {
  private static final int ORDERS = 4;

  private Gleu() {}

  /** In 0..1; 0 when there are no tokens. */
  static double score(String output, String expected, Effort effort) {
    NGramOverlap overlap =
        new NGramOverlap(Tokens.words(output), Tokens.words(expected), ORDERS, effort);
    long shared = 0;
    long inOutput = 0;
    long inExpected = 0;
    for (int n = 1; n <= ORDERS; n++) {
      shared += overlap.shared(n);
      inOutput += overlap.inOutput(n);
      inExpected += overlap.inExpected(n);
    }
    long all = Math.max(inOutput, inExpected);
    return all == 0 ? 0 : (double) shared / all;
  }
}

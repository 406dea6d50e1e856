package dev.assay.scoring.similarity;

import dev.assay.scoring.scorer.Effort;
import java.util.List;

/**
 * Sentence BLEU (Papineni et al. 2002) with sacreBLEU's settings for sentences (Post 2018):
 * tokenisation 13a, orders up to 4, effective order, exponential smoothing.
 */
final class Bleu {
  private static final int ORDERS = 4;

  private Bleu() {}

  /** In 0..1; 0 when nothing is shared. */
  static double score(String output, String expected, Effort effort) {
    effort.spend(output.length() + (long) expected.length(), 64);
    List<String> candidate = Tokens.mteval13a(output);
    List<String> reference = Tokens.mteval13a(expected);
    NGramOverlap overlap = new NGramOverlap(candidate, reference, ORDERS, effort);
    if (overlap.shared(1) == 0) {
      return 0;
    }
    double logSum = 0;
    double smoothing = 1;
    int order = 0;
    for (int n = 1; n <= ORDERS && overlap.inOutput(n) > 0; n++) {
      order = n;
      double total = overlap.inOutput(n);
      if (overlap.shared(n) == 0) {
        smoothing *= 2;
        logSum += Math.log(1 / (smoothing * total));
      } else {
        logSum += Math.log(overlap.shared(n) / total);
      }
    }
    return brevityPenalty(candidate.size(), reference.size()) * Math.exp(logSum / order);
  }

  private static double brevityPenalty(int output, int expected) {
    return output >= expected ? 1 : Math.exp(1 - (double) expected / output);
  }
}

package dev.assay.scoring.similarity;

import dev.assay.scoring.distance.CommonSubsequence;
import dev.assay.scoring.distance.Symbols;
import dev.assay.scoring.scorer.Effort;

/**
 * Normalised indel similarity over Unicode code points, rapidfuzz's {@code fuzz.ratio} / 100: 2 *
 * longest common subsequence / sum of the lengths.
 */
final class FuzzyMatch {
  private static final long STEPS_PER_SYMBOL = 40;

  private FuzzyMatch() {}

  /** In 0..1; two empty texts are alike. */
  static double ratio(String output, String expected, Effort effort) {
    effort.spend(output.length() + (long) expected.length(), STEPS_PER_SYMBOL);
    Symbols symbols = new Symbols();
    int[] a = symbols.ofCodePoints(output);
    int[] b = symbols.ofCodePoints(expected);
    int total = a.length + b.length;
    if (total == 0) {
      return 1;
    }
    int common = CommonSubsequence.length(a, b, symbols.size(), effort);
    return 2.0 * common / total;
  }
}

package dev.assay.scoring.distance;

import dev.assay.scoring.scorer.Effort;

/**
 * Length of the longest common subsequence, bit-parallel (Hyyr&ouml; 2004): 64 rows in one word,
 * block after block, the carry of the addition kept per text position between blocks.
 */
public final class CommonSubsequence {
  private static final int WORD = 64;

  private CommonSubsequence() {}

  /**
   * Of two sequences of symbols, each symbol in 0..alphabet-1. Costs (m / 64 rounded up) * n steps.
   *
   * @throws dev.assay.scoring.scorer.UnmeasurableException when the effort does not suffice
   */
  public static int length(int[] a, int[] b, int alphabet, Effort effort) {
    int[] pattern = a.length <= b.length ? a : b;
    int[] text = a.length <= b.length ? b : a;
    if (pattern.length == 0) {
      return 0;
    }
    effort.spend((pattern.length + WORD - 1) / WORD, text.length);
    long[] matches = new long[alphabet];
    boolean[] carry = new boolean[text.length];
    int length = 0;
    for (int from = 0; from < pattern.length; from += WORD) {
      int rows = Math.min(WORD, pattern.length - from);
      for (int i = 0; i < rows; i++) {
        matches[pattern[from + i]] |= 1L << i;
      }
      length += block(matches, rows, text, carry);
      for (int i = 0; i < rows; i++) {
        matches[pattern[from + i]] = 0;
      }
    }
    return length;
  }

  private static int block(long[] matches, int rows, int[] text, boolean[] carry) {
    long state = -1L;
    for (int j = 0; j < text.length; j++) {
      long u = state & matches[text[j]];
      long sum = state + u + (carry[j] ? 1 : 0);
      // the unsigned sum left the word when it is below a summand, or equals it and u took part
      carry[j] = Long.compareUnsigned(sum, state) < 0 || (sum == state && u != 0);
      state = sum | (state - u);
    }
    long zeros = rows == WORD ? ~state : ~state & ((1L << rows) - 1);
    return Long.bitCount(zeros);
  }
}

package dev.assay.scoring.similarity;

import dev.assay.scoring.distance.Symbols;
import dev.assay.scoring.scorer.Effort;

/** Cosine of the angle between the word counts of two texts, lower-cased white-space tokens. */
final class WordCosine {
  private static final long STEPS_PER_TOKEN = 500;

  private WordCosine() {}

  /** In 0..1; 0 when a side has no words. */
  static double score(String output, String expected, Effort effort) {
    Symbols symbols = new Symbols();
    int[] a = symbols.ofTokens(Tokens.lowerWords(output));
    int[] b = symbols.ofTokens(Tokens.lowerWords(expected));
    effort.spend(a.length + (long) b.length, STEPS_PER_TOKEN);
    if (a.length == 0 || b.length == 0) {
      return 0;
    }
    long[] left = counts(a, symbols.size());
    long[] right = counts(b, symbols.size());
    double dot = 0;
    double leftSquares = 0;
    double rightSquares = 0;
    for (int i = 0; i < left.length; i++) {
      dot += left[i] * right[i];
      leftSquares += left[i] * left[i];
      rightSquares += right[i] * right[i];
    }
    // one root of the product: exact for parallel vectors, so likeness with itself is exactly 1
    return dot / Math.sqrt(leftSquares * rightSquares);
  }

  private static long[] counts(int[] tokens, int distinct) {
    long[] counts = new long[distinct];
    for (int token : tokens) {
      counts[token]++;
    }
    return counts;
  }
}

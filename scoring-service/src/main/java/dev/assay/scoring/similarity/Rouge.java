package dev.assay.scoring.similarity;

import dev.assay.scoring.distance.CommonSubsequence;
import dev.assay.scoring.distance.Symbols;
import dev.assay.scoring.scorer.Effort;
import java.util.List;

/** ROUGE (Lin 2004) as F1 over lower-cased white-space tokens, one reference, no stemming. */
final class Rouge {
  private Rouge() {}

  /** ROUGE-N in 0..1; 0 when a side has no run of n tokens. */
  static double n(String output, String expected, int n, Effort effort) {
    NGramOverlap overlap =
        new NGramOverlap(Tokens.lowerWords(output), Tokens.lowerWords(expected), n, effort);
    return f1(overlap.shared(n), overlap.inOutput(n), overlap.inExpected(n));
  }

  /** ROUGE-L in 0..1; 0 when a side has no tokens. */
  static double longest(String output, String expected, Effort effort) {
    List<String> candidate = Tokens.lowerWords(output);
    List<String> reference = Tokens.lowerWords(expected);
    Symbols symbols = new Symbols();
    int[] a = symbols.ofTokens(candidate);
    int[] b = symbols.ofTokens(reference);
    int common = CommonSubsequence.length(a, b, symbols.size(), effort);
    return f1(common, candidate.size(), reference.size());
  }

  private static double f1(int common, int inOutput, int inExpected) {
    return common == 0 ? 0 : 2.0 * common / ((double) inOutput + inExpected);
  }
}

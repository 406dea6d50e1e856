package dev.assay.scoring.similarity;

import dev.assay.scoring.distance.Symbols;
import dev.assay.scoring.scorer.Effort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the runs of 1 to N tokens that two texts share, each as often as it stands in both. A run
 * is numbered from the number of the run without its last token, so a run of any length costs one
 * look-up.
 */
final class NGramOverlap {
  // a look-up in a large map costs about as much as this many steps of a tight loop
  private static final long STEPS_PER_RUN = 500;

  private final int[] shared;
  private final int[] inOutput;
  private final int[] inExpected;

  NGramOverlap(List<String> output, List<String> expected, int longest, Effort effort) {
    effort.spend((output.size() + (long) expected.size()) * longest, STEPS_PER_RUN);
    shared = new int[longest + 1];
    inOutput = new int[longest + 1];
    inExpected = new int[longest + 1];
    Symbols symbols = new Symbols();
    int[] outputTokens = symbols.ofTokens(output);
    int[] expectedTokens = symbols.ofTokens(expected);
    int[] outputRuns = outputTokens;
    int[] expectedRuns = expectedTokens;
    int distinct = symbols.size();
    for (int n = 1; n <= longest; n++) {
      if (n > 1) {
        Map<Long, Integer> numbers = new HashMap<>();
        outputRuns = extend(outputRuns, outputTokens, n, numbers);
        expectedRuns = extend(expectedRuns, expectedTokens, n, numbers);
        distinct = numbers.size();
      }
      count(n, outputRuns, expectedRuns, distinct);
    }
  }

  /** Runs of n tokens in both, clipped to the smaller count. */
  int shared(int n) {
    return shared[n];
  }

  /** Runs of n tokens in the answer. */
  int inOutput(int n) {
    return inOutput[n];
  }

  /** Runs of n tokens in the expected text. */
  int inExpected(int n) {
    return inExpected[n];
  }

  private static int[] extend(int[] runs, int[] tokens, int n, Map<Long, Integer> numbers) {
    int count = Math.max(0, tokens.length - n + 1);
    int[] longer = new int[count];
    for (int i = 0; i < count; i++) {
      long key = ((long) runs[i] << 32) | tokens[i + n - 1];
      longer[i] = numbers.computeIfAbsent(key, unused -> numbers.size());
    }
    return longer;
  }

  private void count(int n, int[] outputRuns, int[] expectedRuns, int distinct) {
    int[] left = new int[distinct];
    for (int run : expectedRuns) {
      left[run]++;
    }
    int common = 0;
    for (int run : outputRuns) {
      if (left[run] > 0) {
        left[run]--;
        common++;
      }
    }
    shared[n] = common;
    inOutput[n] = outputRuns.length;
    inExpected[n] = expectedRuns.length;
  }
}

package dev.assay.run.verdict.statistics.paired;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Wilcoxon's signed-rank test (1945); differences of 0 are left out, equal ones share their ranks.
 *
 * @param w the smaller of the two rank sums
 * @param exactP two-sided p-value of the distribution without ties, for up to 50 differences; with
 *     ties w is rounded up, which makes it no smaller; null for more
 * @param normalP two-sided p-value by the normal distribution, corrected for ties and continuity
 */
public record Wilcoxon(double w, Double exactP, double normalP) {
  private static final int MOST_EXACT = 50;

  /** Tests; null when no difference is left. */
  public static Wilcoxon of(double[] differences) {
    double[] d = Arrays.stream(differences).filter(x -> x != 0).toArray();
    int n = d.length;
    if (n == 0) {
      return null;
    }
    double[] ranks = new double[n];
    double ties = rank(d, ranks);
    double plus = IntStream.range(0, n).filter(i -> d[i] > 0).mapToDouble(i -> ranks[i]).sum();
    double all = n * (n + 1.0) / 2;
    double w = Math.min(plus, all - plus);
    double variance = n * (n + 1.0) * (2.0 * n + 1) / 24 - ties / 48;
    double z = Math.min(0, w - all / 2 + 0.5) / Math.sqrt(variance);
    double normal = Math.min(1, 2 * NormalDistribution.of(0, 1).cumulativeProbability(z));
    return new Wilcoxon(w, n <= MOST_EXACT ? (Double) exact(n, w) : null, normal);
  }

  /** Fills in the mean ranks by size and returns the sum of t^3 - t over groups of t equal ones. */
  private static double rank(double[] d, double[] ranks) {
    Integer[] order =
        IntStream.range(0, d.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> Math.abs(d[i])))
            .toArray(Integer[]::new);
    double ties = 0;
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && Math.abs(d[order[to]]) == Math.abs(d[order[from]])) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to + 1) / 2.0;
      }
      double t = to - from;
      ties += t * t * t - t;
      from = to;
    }
    return ties;
  }

  /** Twice the share of the 2^n sets of ranks 1..n whose sum is at most w. */
  private static double exact(int n, double w) {
    int limit = (int) Math.ceil(w);
    double[] ways = new double[n * (n + 1) / 2 + 1];
    ways[0] = 1;
    for (int rank = 1; rank <= n; rank++) {
      for (int sum = ways.length - 1; sum >= rank; sum--) {
        ways[sum] += ways[sum - rank];
      }
    }
    double below = Arrays.stream(ways, 0, limit + 1).sum();
    return Math.min(1, 2 * below / Math.pow(2, n));
  }
}

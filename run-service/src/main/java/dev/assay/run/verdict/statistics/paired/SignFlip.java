package dev.assay.run.verdict.statistics.paired;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The sign-flip permutation test of a mean difference of 0 (Fisher 1935): if the two runs were
 * alike, each difference could as well have had the other sign. Exact over all 2^n signs for up to
 * 16 differences that are not 0, and for any number of them that are of the same size, whose sum is
 * binomial (so it is for pass and fail). Otherwise by drawing signs from a seed, counting the
 * observed ones as one draw, so that the p-value is never too small (Phipson and Smyth 2010).
 *
 * @param p two-sided p-value
 * @param exact whether all signs count
 * @param draws how many sets of signs were drawn; 0 when exact
 */
public record SignFlip(double p, boolean exact, int draws) {
  private static final int MOST_EXACT = 16;

  /** Signs that are turned before somebody is asked whether to go on. */
  private static final long UNASKED = 50_000_000;

  /** Sums of the same differences in another order differ in their last bits. */
  private static final double SLACK = 1e-9;

  /**
   * Tests.
   *
   * @param differences independent of each other: with repeats one for each item
   * @param seed of the drawn signs
   * @param draws how many sets of signs are drawn
   * @param goOn asked now and then; ends the test by failing
   */
  public static SignFlip of(double[] differences, long seed, int draws, Runnable goOn) {
    double[] moving = Arrays.stream(differences).filter(d -> d != 0).toArray();
    if (moving.length == 0) {
      return new SignFlip(1, true, 0);
    }
    if (allOfOneSize(moving)) {
      return new SignFlip(binomial(moving), true, 0);
    }
    double observed = Math.abs(Arrays.stream(moving).sum());
    double scale = Arrays.stream(moving).map(Math::abs).sum();
    double bar = observed - SLACK * scale;
    return moving.length <= MOST_EXACT
        ? all(moving, bar)
        : drawn(moving, bar, new SplittableRandom(seed), draws, goOn);
  }

  private static boolean allOfOneSize(double[] d) {
    return Arrays.stream(d).allMatch(x -> Math.abs(x) == Math.abs(d[0]));
  }

  /** How often as many or more of n fair signs are alike: twice the smaller tail. */
  private static double binomial(double[] d) {
    int up = (int) Arrays.stream(d).filter(x -> x > 0).count();
    int fewer = Math.min(up, d.length - up);
    return Math.min(1, 2 * BinomialDistribution.of(d.length, 0.5).cumulativeProbability(fewer));
  }

  /** In the order of a Gray code, in which each set of signs differs from the last by one. */
  private static SignFlip all(double[] d, double bar) {
    int sets = 1 << d.length;
    double[] signed = d.clone();
    double sum = Arrays.stream(d).sum();
    int extreme = 1;
    for (int set = 1; set < sets; set++) {
      int turned = Integer.numberOfTrailingZeros(set);
      signed[turned] = -signed[turned];
      sum += 2 * signed[turned];
      extreme += Math.abs(sum) >= bar ? 1 : 0;
    }
    return new SignFlip((double) extreme / sets, true, 0);
  }

  private static SignFlip drawn(
      double[] d, double bar, SplittableRandom random, int draws, Runnable goOn) {
    int extreme = 0;
    long turned = 0;
    for (int draw = 0; draw < draws; draw++) {
      turned += d.length;
      if (turned >= UNASKED) {
        turned = 0;
        goOn.run();
      }
      double sum = 0;
      for (int from = 0; from < d.length; from += Long.SIZE) {
        sum += sum(d, from, Math.min(d.length, from + Long.SIZE), random.nextLong());
      }
      extreme += Math.abs(sum) >= bar ? 1 : 0;
    }
    return new SignFlip((extreme + 1.0) / (draws + 1.0), false, draws);
  }

  // A bit of 1 turns the sign: the sign bit of the double is set without a branch.
  private static double sum(double[] d, int from, int to, long signs) {
    double sum = 0;
    long left = signs;
    for (int i = from; i < to; i++) {
      sum += Double.longBitsToDouble(Double.doubleToRawLongBits(d[i]) ^ (left << 63));
      left >>>= 1;
    }
    return sum;
  }
}

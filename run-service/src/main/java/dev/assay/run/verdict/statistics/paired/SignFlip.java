package dev.assay.run.verdict.statistics.paired;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The sign-flip permutation test of a mean difference of 0 (Fisher 1935): if the two runs were
 * alike, each difference could as well have had the other sign. Exact over all 2^n signs for up to
 * 16 differences that are not 0, otherwise by drawing signs from a seed, counting the observed ones
 * as one draw, so that the p-value is never too small (Phipson and Smyth 2010).
 *
 * @param p two-sided p-value
 * @param exact whether all signs were tried
 * @param draws how many sets of signs were tried
 */
public record SignFlip(double p, boolean exact, int draws) {
  private static final int MOST_EXACT = 16;
  private static final int DRAWS = 9_999;

  /** Sums of the same differences in another order differ in their last bits. */
  private static final double SLACK = 1e-9;

  /**
   * Tests.
   *
   * @param differences independent of each other: with repeats one for each item
   * @param seed of the drawn signs
   */
  public static SignFlip of(double[] differences, long seed) {
    double[] moving = Arrays.stream(differences).filter(d -> d != 0).toArray();
    if (moving.length == 0) {
      return new SignFlip(1, true, 1);
    }
    double observed = Math.abs(Arrays.stream(moving).sum());
    double scale = Arrays.stream(moving).map(Math::abs).sum();
    double bar = observed - SLACK * scale;
    return moving.length <= MOST_EXACT ? all(moving, bar) : drawn(moving, bar, seed);
  }

  private static SignFlip all(double[] d, double bar) {
    int sets = 1 << d.length;
    int extreme = 0;
    for (int signs = 0; signs < sets; signs++) {
      extreme += Math.abs(sum(d, 0, d.length, signs)) >= bar ? 1 : 0;
    }
    return new SignFlip((double) extreme / sets, true, sets);
  }

  private static SignFlip drawn(double[] d, double bar, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int extreme = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (int from = 0; from < d.length; from += Long.SIZE) {
        sum += sum(d, from, Math.min(d.length, from + Long.SIZE), random.nextLong());
      }
      extreme += Math.abs(sum) >= bar ? 1 : 0;
    }
    return new SignFlip((extreme + 1.0) / (DRAWS + 1.0), false, DRAWS);
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

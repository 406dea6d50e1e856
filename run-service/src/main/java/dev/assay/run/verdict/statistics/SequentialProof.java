package dev.assay.run.verdict.statistics;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * A test of a share of successes that may be looked at after every trial.
 *
 * <p>For independent trials with success rate p, the ratio of the uniform mixture's likelihood to
 * that of p, {@code M_t(p) = B(1 + s, 1 + f) / (p^s (1 - p)^f)} after s successes and f failures,
 * is a non-negative martingale that starts at 1 (Robbins 1970, "Statistical methods related to the
 * law of the iterated logarithm", Annals of Mathematical Statistics 41; as a prior-posterior ratio
 * in Waudby-Smith and Ramdas 2020, "Confidence sequences for sampling without replacement", NeurIPS
 * 33). By Ville's inequality (1939) it ever reaches 1/alpha with a probability of at most alpha.
 * The rates with {@code M_t(p) < 1/alpha} are therefore a confidence sequence: with a probability
 * of at least 1 - alpha all of these intervals, however often one looks, hold the true rate.
 */
public final class SequentialProof {
  private SequentialProof() {}

  /** On which side of a limit the true rate is. */
  public enum Side {
    BELOW,
    ABOVE,
    /** Cannot be told yet. */
    OPEN
  }

  /**
   * Looks.
   *
   * @param successes s
   * @param failures f
   * @param limit the rate that is compared with, 0..1
   * @param alpha share of wrong answers that is accepted over all looks together, 0 to 1 exclusive
   * @return where the whole interval of the confidence sequence lies
   */
  public static Side look(long successes, long failures, double limit, double alpha) {
    long trials = successes + failures;
    if (trials == 0 || logRatio(successes, failures, limit) < -Math.log(alpha)) {
      return Side.OPEN;
    }
    // The ratio grows away from the observed rate, so all rates beyond the limit are out, too.
    return (double) successes / trials > limit ? Side.ABOVE : Side.BELOW;
  }

  /** The logarithm of M_t(p); infinite when p cannot have brought what was seen. */
  static double logRatio(long successes, long failures, double p) {
    double likelihood =
        (successes == 0 ? 0 : successes * Math.log(p))
            + (failures == 0 ? 0 : failures * Math.log1p(-p));
    return LogBeta.value(1.0 + successes, 1.0 + failures) - likelihood;
  }
}

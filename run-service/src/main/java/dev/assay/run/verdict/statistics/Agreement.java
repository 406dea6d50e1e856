package dev.assay.run.verdict.statistics;

/** How far a judge agrees with people on pass or fail, and what that does to a pass rate. */
public final class Agreement {
  private Agreement() {}

  /**
   * Cohen's kappa (1960) of two raters on yes or no.
   *
   * @param bothYes rated yes by both
   * @param onlyFirst rated yes by the first only
   * @param onlySecond rated yes by the second only
   * @param bothNo rated no by both
   * @return null without ratings, and when chance alone gives full agreement
   */
  public static Double kappa(long bothYes, long onlyFirst, long onlySecond, long bothNo) {
    double n = bothYes + onlyFirst + onlySecond + bothNo;
    if (n == 0) {
      return null;
    }
    double observed = (bothYes + bothNo) / n;
    double first = (bothYes + onlyFirst) / n;
    double second = (bothYes + onlySecond) / n;
    double chance = first * second + (1 - first) * (1 - second);
    return chance == 1 ? null : (Double) ((observed - chance) / (1 - chance));
  }

  /**
   * The pass rate that a judge of known error rates would have seen without them (Rogan and Gladen
   * 1978): (observed + specificity - 1) / (sensitivity + specificity - 1), not cut to 0..1.
   *
   * @return null when the judge is no better than chance
   */
  public static Double roganGladen(double observed, double sensitivity, double specificity) {
    double power = sensitivity + specificity - 1;
    return power <= 0 ? null : (Double) ((observed + specificity - 1) / power);
  }

  /**
   * An interval for what {@link #roganGladen} estimates, when observed rate, sensitivity and
   * specificity are all shares of samples (Lang and Reiczigel 2014, Preventive Veterinary Medicine
   * 113, 13-22). Unlike a bootstrap it keeps its level with few labels and rates near 0 or 1.
   *
   * @param observed share of passes in the sample
   * @param n size of that sample
   * @param judge against people, in other answers
   * @return cut to 0..1; null without observations, without labels of both kinds, and when the
   *     judge is no better than chance
   */
  public static Interval roganGladenInterval(
      double observed, double n, Confusion judge, double level) {
    if (n <= 0 || judge.peoplePassed() == 0 || judge.peopleFailed() == 0) {
      return null;
    }
    if (judge.truePositiveRate() + judge.trueNegativeRate() <= 1) {
      return null;
    }
    double z = Quantiles.normal((1 + level) / 2);
    double size = n + z * z;
    double p = (n * observed + z * z / 2) / size;
    double positives = judge.peoplePassed() + 2.0;
    double sensitivity = (judge.bothPassed() + 1) / positives;
    double negatives = judge.peopleFailed() + 2.0;
    double specificity = (judge.bothFailed() + 1) / negatives;
    double power = sensitivity + specificity - 1;
    if (power <= 0) {
      return null;
    }
    double rate = (p + specificity - 1) / power;
    double ofSensitivity = sensitivity * (1 - sensitivity) / positives;
    double ofSpecificity = specificity * (1 - specificity) / negatives;
    double shift = 2 * z * z * (rate * ofSensitivity - (1 - rate) * ofSpecificity);
    double half =
        z
            * Math.sqrt(
                p * (1 - p) / size
                    + rate * rate * ofSensitivity
                    + (1 - rate) * (1 - rate) * ofSpecificity)
            / power;
    return new Interval(rate + shift - half, rate + shift + half, level, "lang_reiczigel")
        .withinUnit();
  }
}

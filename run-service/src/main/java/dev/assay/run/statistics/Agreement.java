package dev.assay.run.statistics;

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
}

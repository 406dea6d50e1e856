package dev.assay.run.verdict.summary;

import dev.assay.run.verdict.statistics.Moments;

/**
 * What a number could still be.
 *
 * @param lower its value if every unmeasured unit had failed
 * @param upper its value if every unmeasured unit had passed
 * @param unmeasured how many units that is
 */
public record Bounds(double lower, double upper, long unmeasured) {

  /** Of a share; null when there is nothing that it could be a share of. */
  static Bounds ofShare(double hits, double measured, double unmeasured, long units) {
    double all = measured + unmeasured;
    return all == 0 ? null : new Bounds(hits / all, (hits + unmeasured) / all, units);
  }

  /** Of a mean of scores; null when there is nothing that it could be a mean of. */
  static Bounds ofMean(Moments scores, long unmeasured) {
    Double lower = scores.meanWith(unmeasured, 0);
    return lower == null ? null : new Bounds(lower, scores.meanWith(unmeasured, 1), unmeasured);
  }
}

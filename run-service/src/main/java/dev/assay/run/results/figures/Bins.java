package dev.assay.run.results.figures;

import java.util.ArrayList;
import java.util.List;

/**
 * Bounds of bins for times: whole milliseconds, each about the same factor above the one before.
 */
final class Bins {
  /** At most so many bins. */
  static final int MOST = 30;

  private Bins() {}

  /**
   * Bounds for times from least to most, one more than there are bins: the last is above the most.
   *
   * @param least in milliseconds, not negative
   * @param most in milliseconds, at least the least
   */
  static List<Long> bounds(long least, long most) {
    List<Long> bounds = new ArrayList<>();
    bounds.add(least);
    double low = Math.log(Math.max(1, least));
    double high = Math.log(most + 1.0);
    for (int i = 1; i < MOST; i++) {
      long bound = Math.round(Math.exp(low + (high - low) * i / MOST));
      // Close to 1 ms several bounds are the same whole number: those bins are one.
      if (bound > bounds.get(bounds.size() - 1) && bound <= most) {
        bounds.add(bound);
      }
    }
    bounds.add(most + 1);
    return bounds;
  }
}

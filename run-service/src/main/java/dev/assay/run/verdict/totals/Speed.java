package dev.assay.run.verdict.totals;

/**
 * How fast streamed answers came, in tokens a second: completion tokens over the time from the
 * first token to the end. Answers from the cache are left out.
 */
public record Speed(double p50, double p90) {
  private static final double SECOND = 1000;

  /** Of the two percentiles in this order; null for null. */
  public static Speed of(Double[] percentiles) {
    return percentiles == null || percentiles[0] == null
        ? null
        : new Speed(percentiles[0], percentiles[1]);
  }

  /**
   * Of one answer, in tokens a second; null when it was not streamed, came at once, or its tokens
   * are not known.
   */
  public static Double of(Long tokensOut, Integer latencyMs, Integer ttftMs) {
    if (tokensOut == null || latencyMs == null || ttftMs == null || latencyMs <= ttftMs) {
      return null;
    }
    return tokensOut * SECOND / (latencyMs - ttftMs);
  }
}

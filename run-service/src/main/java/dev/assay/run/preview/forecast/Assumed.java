package dev.assay.run.preview.forecast;

/**
 * Everything a forecast starts from.
 *
 * @param likely how the run most likely goes
 * @param accountConcurrency what the provider's record allows at a time, null for no limit of ours
 * @param runConcurrency what the run asks for
 * @param bestLatency latencies are at best this share of the likely ones
 * @param worstLatency latencies are at worst this multiple of the likely ones
 * @param worstRetryShare share of failed attempts in the worst case
 * @param tokensIn prompt tokens of one answer
 * @param tokensOut completion tokens of one answer
 * @param prices null when not known
 */
public record Assumed(
    Scenario likely,
    Integer accountConcurrency,
    int runConcurrency,
    double bestLatency,
    double worstLatency,
    double worstRetryShare,
    Range tokensIn,
    Range tokensOut,
    Prices prices) {

  /**
   * Prices of a model per million tokens.
   *
   * @param in prompt tokens
   * @param out completion tokens
   */
  public record Prices(double in, double out) {
    /** What so many tokens cost. */
    double of(double tokensIn, double tokensOut) {
      return (tokensIn * in + tokensOut * out) / 1_000_000;
    }
  }
}

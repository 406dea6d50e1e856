package dev.assay.run.preview.forecast;

/**
 * One way in which a run could go.
 *
 * @param units answers that are asked for
 * @param concurrency calls at a time, the run's or the account's, whichever is less
 * @param firstConcurrency calls at a time at the beginning: it doubles with each clean round
 * @param rpm calls that may start in any minute, infinite for no limit
 * @param tpm tokens that may be used in any minute, infinite for no limit
 * @param tokensPerCall input and output together, for {@code tpm}
 * @param latency of a call
 * @param retryShare share of attempts that fail and are made again
 * @param maxAttempts of one unit
 */
public record Scenario(
    int units,
    int concurrency,
    int firstConcurrency,
    double rpm,
    double tpm,
    double tokensPerCall,
    Latency latency,
    double retryShare,
    int maxAttempts) {

  /** Calls that may start in a minute under both limits of the account. */
  public double startsPerMinute() {
    double byTokens = tokensPerCall <= 0 ? Double.POSITIVE_INFINITY : tpm / tokensPerCall;
    return Math.min(rpm, byTokens);
  }

  /** Attempts per unit: the mean of a geometric distribution that ends at the most. */
  public double attemptsPerUnit() {
    double attempts = 0;
    double reached = 1;
    for (int i = 0; i < maxAttempts && reached > 1e-12; i++) {
      attempts += reached;
      reached *= retryShare;
    }
    return attempts;
  }

  /** With other latencies and another share of retries. */
  Scenario with(Latency otherLatency, double otherShare) {
    return new Scenario(
        units,
        concurrency,
        firstConcurrency,
        rpm,
        tpm,
        tokensPerCall,
        otherLatency,
        otherShare,
        maxAttempts);
  }

  /** Without the limit of calls a minute. */
  Scenario withoutRpm() {
    return with(concurrency, firstConcurrency, Double.POSITIVE_INFINITY, tpm);
  }

  /** Without the limit of tokens a minute. */
  Scenario withoutTpm() {
    return with(concurrency, firstConcurrency, rpm, Double.POSITIVE_INFINITY);
  }

  /** With another number of calls at a time. */
  Scenario withConcurrency(int calls) {
    return with(calls, Math.min(calls, Math.max(firstConcurrency, 1)), rpm, tpm);
  }

  private Scenario with(int calls, int first, double rpmNow, double tpmNow) {
    return new Scenario(
        units, calls, first, rpmNow, tpmNow, tokensPerCall, latency, retryShare, maxAttempts);
  }
}

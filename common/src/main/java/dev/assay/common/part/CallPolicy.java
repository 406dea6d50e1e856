package dev.assay.common.part;

/**
 * How long and how often to try. All times in milliseconds.
 *
 * @param maxAttempts at least 1; 1 means exactly one call
 * @param attemptTimeoutMs one attempt as a whole
 * @param connectTimeoutMs until the connection stands
 * @param firstByteTimeoutMs from the request to the first byte of the answer
 * @param idleTimeoutMs between two bytes of an answer
 * @param deadlineMs over all attempts and waits, from the first hand-out
 */
public record CallPolicy(
    int maxAttempts,
    long attemptTimeoutMs,
    long connectTimeoutMs,
    long firstByteTimeoutMs,
    long idleTimeoutMs,
    long deadlineMs) {
  /** What holds when a run says nothing. */
  public static final CallPolicy DEFAULT =
      new CallPolicy(5, 120_000, 5_000, 60_000, 60_000, 600_000);
}

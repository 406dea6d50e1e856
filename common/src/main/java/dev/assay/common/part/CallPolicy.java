package dev.assay.common.part;

/**
 * How long and how often to try. All times in milliseconds.
 *
 * @param maxAttempts at least 1; 1 means exactly one call
 * @param attemptTimeoutMs one attempt as a whole
 * @param connectTimeoutMs until the connection stands
 * @param firstByteTimeoutMs from the request until the answer begins: its first token when it is
 *     streamed, otherwise its first byte, which comes when all of it is made
 * @param idleTimeoutMs between two bytes of an answer that has begun
 * @param deadlineMs over all attempts and waits, from the first hand-out
 */
public record CallPolicy(
    int maxAttempts,
    long attemptTimeoutMs,
    long connectTimeoutMs,
    long firstByteTimeoutMs,
    long idleTimeoutMs,
    long deadlineMs) {
  /**
   * What holds when a run says nothing. A model that reasons is silent for minutes, and a call that
   * is given up is paid for all the same: an attempt has ten minutes, all of them for its first
   * byte.
   */
  public static final CallPolicy DEFAULT =
      new CallPolicy(5, 600_000, 5_000, 600_000, 60_000, 1_200_000);

  /**
   * The limit for the first byte where only the attempt's may be known.
   *
   * @param given in so many words, null for nothing
   * @param attemptTimeoutMs what holds for the attempt
   */
  public static long firstByteTimeoutMs(Long given, long attemptTimeoutMs) {
    return given == null ? attemptTimeoutMs : given;
  }
}

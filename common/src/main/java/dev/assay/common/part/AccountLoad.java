package dev.assay.common.part;

import java.time.Instant;

/**
 * One worker's part of a provider account's limits, as it stands at the moment.
 *
 * @param workspace the workspace that owns the provider
 * @param provider its name
 * @param concurrency how many calls this worker lets run at a time now
 * @param maxConcurrency as far as that may grow at this worker
 * @param running calls that run now
 * @param waiting calls that wait for the account, whatever for
 * @param rpm this worker's share of the requests a minute, null when not limited
 * @param tpm this worker's share of the tokens a minute, null when not limited
 * @param startedLastMinute requests started in the last 60 s
 * @param tokensLastMinute tokens used in the last 60 s, estimates corrected where known
 * @param phase what the concurrency does
 * @param throttledAt when the last episode of 429 began, null when there was none
 * @param pausedUntil nothing starts before, because of quota, credential or the server's hint; null
 *     when not paused
 * @param openBreakers how many models of the account have a breaker that is not closed
 * @param model the model with limits of its own that this is about, null for all others
 */
public record AccountLoad(
    String workspace,
    String provider,
    int concurrency,
    int maxConcurrency,
    int running,
    int waiting,
    Double rpm,
    Double tpm,
    int startedLastMinute,
    long tokensLastMinute,
    Phase phase,
    Instant throttledAt,
    Instant pausedUntil,
    int openBreakers,
    String model) {

  /** Of an account whose models have no limits of their own. */
  public AccountLoad(
      String workspace,
      String provider,
      int concurrency,
      int maxConcurrency,
      int running,
      int waiting,
      Double rpm,
      Double tpm,
      int startedLastMinute,
      long tokensLastMinute,
      Phase phase,
      Instant throttledAt,
      Instant pausedUntil,
      int openBreakers) {
    this(
        workspace,
        provider,
        concurrency,
        maxConcurrency,
        running,
        waiting,
        rpm,
        tpm,
        startedLastMinute,
        tokensLastMinute,
        phase,
        throttledAt,
        pausedUntil,
        openBreakers,
        null);
  }

  /** What the concurrency of an account does. */
  public enum Phase {
    /** Doubles after each clean round, until the first 429. */
    DOUBLING,
    /** Grows slowly after each clean round. */
    GROWING,
    /** Stays, because of errors, or because it is not used, or at its most. */
    HOLDING,
    /** An episode of 429 lasts. */
    THROTTLED
  }
}

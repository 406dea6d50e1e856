package dev.assay.run.library.providers.accounts;

import dev.assay.common.part.AccountLoad;
import dev.assay.run.library.providers.ProviderSettings;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * Limits of a provider's account.
 *
 * @param provider its name
 * @param limits as configured; a null is not limited by us
 * @param now over all workers; null when no worker has called it lately
 * @param workers each one's part, by worker
 * @param history oldest first, as this replica heard it
 */
public record AccountLimits(
    String provider,
    @Nullable ProviderSettings.Limits limits,
    @Nullable Now now,
    List<Part> workers,
    List<Point> history) {

  /**
   * All workers together.
   *
   * @param concurrency calls that may run at a time
   * @param max as far as that may grow
   * @param running calls
   * @param waiting calls that wait for the account
   * @param rpm requests a minute that may start, null when not limited
   * @param tpm tokens a minute that may be used, null when not limited
   * @param startedLastMinute requests started in the last 60 s
   * @param tokensLastMinute tokens used in the last 60 s
   * @param phase what the concurrency does
   * @param throttledAt when the last episode of 429 began, null when there was none
   * @param pausedUntil nothing starts before, null when not paused
   * @param openBreakers of models, at the worker that has most of them
   */
  public record Now(
      int concurrency,
      int max,
      int running,
      int waiting,
      @Nullable Double rpm,
      @Nullable Double tpm,
      int startedLastMinute,
      long tokensLastMinute,
      AccountLoad.Phase phase,
      @Nullable Instant throttledAt,
      @Nullable Instant pausedUntil,
      int openBreakers) {}

  /**
   * One worker's part.
   *
   * @param model that has limits of its own and is counted apart, null for all others
   */
  public record Part(
      String worker,
      int concurrency,
      int max,
      int running,
      int waiting,
      @Nullable Double rpm,
      @Nullable Double tpm,
      int startedLastMinute,
      long tokensLastMinute,
      AccountLoad.Phase phase,
      @Nullable Instant throttledAt,
      @Nullable Instant pausedUntil,
      int openBreakers,
      @Nullable String model) {}

  /** What was at a time, over all workers. */
  public record Point(
      Instant at,
      int concurrency,
      int running,
      int waiting,
      int startedLastMinute,
      long tokensLastMinute,
      AccountLoad.Phase phase) {}
}

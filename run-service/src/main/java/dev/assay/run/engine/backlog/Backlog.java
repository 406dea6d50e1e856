package dev.assay.run.engine.backlog;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What waits for workers, of all workspaces.
 *
 * @param workersUseful how many workers would be busy, with what waits and what is in flight, as
 *     far as the accounts' limits go; 0 only when nothing waits and nothing is in flight
 * @param callsPerWorker by how many calls at a time that is reckoned
 * @param workers that are there
 * @param pending calls that are not handed out
 * @param dispatched calls that workers have
 * @param running calls that providers work on, by the workers' word
 * @param runs that wait for workers
 * @param oldestSeconds since when the run that waits longest was queued; null when none waits
 * @param accounts the same of each, those with most to do first
 */
public record Backlog(
    int workersUseful,
    int callsPerWorker,
    int workers,
    long pending,
    long dispatched,
    long running,
    long runs,
    @Nullable Long oldestSeconds,
    List<Account> accounts) {

  /**
   * An account of a provider, or a model of it that has limits of its own.
   *
   * @param workspace its name
   * @param provider its name
   * @param model that is limited apart; null for all others
   * @param pending calls that are not handed out
   * @param dispatched calls that workers have
   * @param running calls that the provider works on, by the workers' word
   * @param runs that ask it
   * @param oldestSeconds since when the run that waits longest for it was queued; null for none
   * @param wanted calls at a time, by the runs' concurrency
   * @param usable calls at a time of those, by the account's limits
   * @param paused whether nothing is sent to it for now
   */
  public record Account(
      String workspace,
      String provider,
      @Nullable String model,
      long pending,
      long dispatched,
      int running,
      long runs,
      @Nullable Long oldestSeconds,
      long wanted,
      long usable,
      boolean paused) {}
}

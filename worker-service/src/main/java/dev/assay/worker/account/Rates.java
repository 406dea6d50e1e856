package dev.assay.worker.account;

import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.Usage;

/** This worker's part of the requests and tokens a minute, and what it has used of them. */
final class Rates {
  private final Pace requests;
  private final Pace tokens;
  private final TokenEstimate estimate = new TokenEstimate();
  private final LastMinute lastMinute = new LastMinute();

  Rates(long bornNanos) {
    this.requests = new Pace(bornNanos);
    this.tokens = new Pace(bornNanos);
  }

  void divide(ProviderRef.Limits limits, int rank, int workers, long now) {
    requests.set(part(limits.rpm(), rank, workers), now);
    tokens.set(part(limits.tpm(), rank, workers), now);
  }

  /** The part of one worker, null for no limit. */
  static Long part(Number limit, int rank, int workers) {
    return limit == null ? null : (Long) Division.part(limit.longValue(), rank, workers);
  }

  boolean limited() {
    return requests.limited() || tokens.limited();
  }

  /** Whether this worker has no part at all. */
  boolean none() {
    return requests.none() || tokens.none();
  }

  /** Nanoseconds until the next may start, 0 for now. */
  long left(long now) {
    return Math.max(requests.left(now), tokens.left(now));
  }

  /** Nanoseconds that so many more starts take. */
  long span(int count) {
    return requests.span(count);
  }

  /** The tokens a request may take; 0 when they do not matter. */
  long guess(ModelRequest request) {
    return tokens.limited() ? estimate.of(request) : 0;
  }

  void start(long guessed, long now) {
    requests.take(1, now);
    lastMinute.start(now);
    tokens.take(guessed, now);
    lastMinute.tokens(guessed, now);
  }

  /** What was taken for a start that was none. */
  void unstart(long guessed, long now) {
    requests.correct(-1, now);
    lastMinute.unstart(now);
    count(-guessed, now);
  }

  /**
   * Puts what was used in the place of what was guessed.
   *
   * @param usage null when not known
   * @param refused whether the provider did nothing, so that nothing was used
   */
  void end(long guessed, Usage usage, boolean refused, long now) {
    if (usage != null) {
      estimate.learn(usage);
      count(usage.input() + usage.output() - guessed, now);
    } else if (refused) {
      count(-guessed, now);
    }
  }

  int starts(long now) {
    return lastMinute.starts(now);
  }

  long used(long now) {
    return lastMinute.tokens(now);
  }

  private void count(long more, long now) {
    tokens.correct(more, now);
    lastMinute.tokens(more, now);
  }
}

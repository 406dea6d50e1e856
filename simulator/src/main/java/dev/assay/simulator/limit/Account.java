package dev.assay.simulator.limit;

import dev.assay.simulator.limit.LimitState.Exceeded;
import dev.assay.simulator.options.SimLimits;

/**
 * One account: what it started and spent in the last minute, and what it runs. A refused request
 * counts for nothing. On one thread only.
 */
public final class Account {
  private RequestWindow requests;
  private TokenWindow tokens;
  private int running;

  /**
   * Looks at a request and counts it when it is let in; {@link #ended} has to follow then.
   *
   * @param asked its tokens, with those of its answer
   * @param nowMs wall clock
   * @return where the account stands after it
   */
  public LimitState ask(SimLimits limits, long asked, long nowMs) {
    RequestWindow starts = requests(limits);
    TokenWindow spent = tokens(limits);
    long startIn = starts == null ? 0 : starts.waitMs(nowMs);
    long spendIn = spent == null ? 0 : spent.waitMs(nowMs, asked);
    Exceeded exceeded = null;
    if (limits.maxConcurrency() != null && running >= limits.maxConcurrency()) {
      exceeded = Exceeded.CONCURRENCY;
    } else if (startIn > 0) {
      exceeded = Exceeded.REQUESTS;
    } else if (spendIn > 0) {
      exceeded = Exceeded.TOKENS;
    }
    if (exceeded == null) {
      running++;
      if (starts != null) {
        starts.add(nowMs);
      }
      if (spent != null) {
        spent.add(nowMs, asked);
      }
    }
    return new LimitState(
        limits,
        exceeded,
        starts == null ? 0 : starts.left(nowMs),
        starts == null ? 0 : starts.resetMs(nowMs),
        spent == null ? 0 : spent.left(nowMs),
        spent == null ? 0 : spent.resetMs(nowMs),
        Math.max(startIn, spendIn),
        nowMs);
  }

  /** A request that was let in has ended. */
  public void ended() {
    running--;
  }

  /** Whether it can be forgotten without anybody noticing. */
  boolean idle(long nowMs) {
    return running == 0
        && (requests == null || requests.resetMs(nowMs) == 0)
        && (tokens == null || tokens.resetMs(nowMs) == 0);
  }

  private RequestWindow requests(SimLimits limits) {
    if (limits.rpm() == null) {
      requests = null;
    } else if (requests == null || requests.limit() != limits.rpm()) {
      requests = new RequestWindow(limits.rpm());
    }
    return requests;
  }

  private TokenWindow tokens(SimLimits limits) {
    if (limits.tpm() == null) {
      tokens = null;
    } else if (tokens == null || tokens.limit() != limits.tpm()) {
      tokens = new TokenWindow(limits.tpm());
    }
    return tokens;
  }
}

package dev.assay.run.platform.budget;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Bounds how much one key asks in this replica: a token bucket for each, filled steadily and as
 * large as a burst may be. What is above it gets 429 with Retry-After.
 */
public class RequestBudget {
  private static final double NANOS_PER_MINUTE = 60e9;
  private static final int MOST_KEPT = 10_000;

  private final Callers callers;
  private final BudgetConfig config;
  private final Map<UUID, Bucket> buckets = new ConcurrentHashMap<>();

  RequestBudget(Callers callers, BudgetConfig config) {
    this.callers = callers;
    this.config = config;
  }

  /** What a key has left. */
  record Bucket(double left, long nanos) {
    Bucket take(double perMinute, double burst, long now) {
      double filled = Math.min(burst, left + (now - nanos) * perMinute / NANOS_PER_MINUTE);
      return new Bucket(filled - 1, now);
    }
  }

  /** Refuses a request of a key that has asked too much. */
  @ServerRequestFilter
  public void check(ContainerRequestContext request) {
    UUID key = config.perMinute() > 0 ? callers.keyIfAny() : null;
    if (key != null && !take(key, System.nanoTime())) {
      throw new ProblemException(
          ErrorCode.TOO_MANY_REQUESTS,
          "This key may ask " + config.perMinute() + " times a minute; wait a moment.");
    }
  }

  /** Whether one more request of a key is within its budget; takes it if so. */
  boolean take(UUID key, long now) {
    if (buckets.size() >= MOST_KEPT) {
      // A full bucket says nothing that a new one would not.
      buckets
          .values()
          .removeIf(b -> b.take(config.perMinute(), burst(), now).left() >= burst() - 1);
    }
    boolean[] within = new boolean[1];
    buckets.compute(
        key,
        (k, before) -> {
          Bucket known = before == null ? new Bucket(burst(), now) : before;
          Bucket after = known.take(config.perMinute(), burst(), now);
          within[0] = after.left() >= 0;
          return within[0] ? after : known;
        });
    return within[0];
  }

  private double burst() {
    return Math.max(1, config.burst());
  }
}

package dev.assay.run.results.stream;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the streams each key has open in this replica, and bounds them. */
@ApplicationScoped
public class OpenStreams {
  private final Map<UUID, Integer> open = new ConcurrentHashMap<>();
  private final StreamConfig config;

  public OpenStreams(StreamConfig config) {
    this.config = config;
  }

  /** Counts one in; fails with TOO_MANY_REQUESTS when there are too many. */
  void enter(UUID keyId) {
    int now = open.merge(keyId, 1, Integer::sum);
    if (now > config.perKey()) {
      leave(keyId);
      throw new ProblemException(
          ErrorCode.TOO_MANY_REQUESTS,
          "This key has " + config.perKey() + " streams open already; close one first.");
    }
  }

  /** Counts one out. */
  void leave(UUID keyId) {
    open.computeIfPresent(keyId, (key, n) -> n == 1 ? null : n - 1);
  }
}

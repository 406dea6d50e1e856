package dev.assay.simulator.server;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was asked of the simulator and when: its own word on it. Keeps the last 200 000 requests. On
 * the event loop only.
 */
final class RequestLog {
  static final int KEPT = 200_000;
  private static final long WINDOW_MS = 60_000;

  private LogEntry[] ring = new LogEntry[1_024];
  private final Map<String, Long> outcomes = new TreeMap<>();
  private long started;
  private long completed;
  private long aborted;
  private int running;
  private int maxConcurrent;
  private long firstAt;
  private long lastAt;
  private long windowStart;
  private long busiestMinute;

  /** Notes the start of a request. */
  LogEntry start(LogEntry.Asked asked, long now) {
    LogEntry entry = new LogEntry(started, asked, now);
    widen();
    ring[(int) (started % ring.length)] = entry;
    started++;
    running++;
    maxConcurrent = Math.max(maxConcurrent, running);
    firstAt = firstAt == 0 ? now : firstAt;
    lastAt = now;
    outcomes.merge(asked.outcome(), 1L, Long::sum);
    windowStart = Math.max(windowStart, first());
    while (at(windowStart).startedAt() <= now - WINDOW_MS) {
      windowStart++;
    }
    busiestMinute = Math.max(busiestMinute, started - windowStart);
    return entry;
  }

  /**
   * Notes the end of a request, once.
   *
   * @param closedByClient the client closed the connection before the response was complete
   */
  void end(LogEntry entry, boolean closedByClient, long now) {
    if (!entry.end(closedByClient, now)) {
      return;
    }
    running--;
    if (closedByClient) {
      aborted++;
    } else {
      completed++;
    }
  }

  /** Forgets everything; what runs is counted as running still. */
  void reset() {
    ring = new LogEntry[1_024];
    outcomes.clear();
    started = 0;
    completed = 0;
    aborted = 0;
    maxConcurrent = running;
    firstAt = 0;
    lastAt = 0;
    windowStart = 0;
    busiestMinute = 0;
  }

  /** The oldest id that is kept. */
  long first() {
    return Math.max(0, started - ring.length);
  }

  /** The next id to be given. */
  long next() {
    return started;
  }

  /** An entry that is kept. */
  LogEntry at(long id) {
    return ring[(int) (id % ring.length)];
  }

  JsonObject stats() {
    JsonObject byOutcome = new JsonObject();
    outcomes.forEach(byOutcome::put);
    return new JsonObject()
        .put("started", started)
        .put("completed", completed)
        .put("aborted", aborted)
        .put("running", running)
        .put("max_concurrent", maxConcurrent)
        .put("first_at", firstAt)
        .put("last_at", lastAt)
        .put("max_starts_in_60s", busiestMinute)
        .put("outcomes", byOutcome);
  }

  private void widen() {
    if (started < ring.length || ring.length == KEPT) {
      return;
    }
    LogEntry[] wider = new LogEntry[Math.min(KEPT, ring.length * 2)];
    System.arraycopy(ring, 0, wider, 0, ring.length);
    ring = wider;
  }
}

package dev.assay.worker.simulated;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;

/** What was asked of the simulator and when: its own word on it. On the event loop only. */
final class RequestLog {
  private static final int KEPT = 200_000;

  /** How a request went. */
  enum State {
    RUNNING,
    COMPLETED,
    ABORTED
  }

  /** One request. */
  static final class Entry {
    private final long id;
    private final long promptHash;
    private final long startedAt;
    private long endedAt;
    private State state = State.RUNNING;

    private Entry(long id, long promptHash, long startedAt) {
      this.id = id;
      this.promptHash = promptHash;
      this.startedAt = startedAt;
    }
  }

  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private long started;
  private long completed;
  private long aborted;
  private int running;
  private int maxConcurrent;
  private long firstAt;
  private long lastAt;

  Entry start(long promptHash) {
    long now = System.currentTimeMillis();
    Entry entry = new Entry(started++, promptHash, now);
    running++;
    maxConcurrent = Math.max(maxConcurrent, running);
    firstAt = firstAt == 0 ? now : firstAt;
    lastAt = now;
    if (entries.size() == KEPT) {
      entries.removeFirst();
    }
    entries.add(entry);
    return entry;
  }

  /**
   * Notes the end of a request, once.
   *
   * @param closedByClient the client closed the connection before the response was complete
   */
  void end(Entry entry, boolean closedByClient) {
    if (entry.state != State.RUNNING) {
      return;
    }
    entry.endedAt = System.currentTimeMillis();
    entry.state = closedByClient ? State.ABORTED : State.COMPLETED;
    running--;
    if (closedByClient) {
      aborted++;
    } else {
      completed++;
    }
  }

  void reset() {
    entries.clear();
    started = 0;
    completed = 0;
    aborted = 0;
    maxConcurrent = running;
    firstAt = 0;
    lastAt = 0;
  }

  Buffer stats(int answers) {
    return Buffer.buffer(
        "{\"started\":"
            + started
            + ",\"completed\":"
            + completed
            + ",\"aborted\":"
            + aborted
            + ",\"running\":"
            + running
            + ",\"max_concurrent\":"
            + maxConcurrent
            + ",\"first_at\":"
            + firstAt
            + ",\"last_at\":"
            + lastAt
            + ",\"answers\":"
            + answers
            + "}");
  }

  /** One JSON line per request, in order of start; times in milliseconds since 1970. */
  Buffer lines() {
    Buffer out = Buffer.buffer(entries.size() * 96);
    for (Entry entry : entries) {
      out.appendString(
          "{\"id\":"
              + entry.id
              + ",\"prompt\":\""
              + Long.toHexString(entry.promptHash)
              + "\",\"started_at\":"
              + entry.startedAt
              + ",\"ended_at\":"
              + (entry.endedAt == 0 ? "null" : entry.endedAt)
              + ",\"state\":\""
              + entry.state.name().toLowerCase(java.util.Locale.ROOT)
              + "\"}\n");
    }
    return out;
  }
}

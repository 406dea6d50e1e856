package dev.assay.simulator.server;

import java.util.Locale;

/** One request in the log. */
final class LogEntry {
  /** How a request went. */
  enum State {
    RUNNING,
    COMPLETED,
    ABORTED
  }

  /**
   * What is known when a request starts.
   *
   * @param promptHash of the last user message
   * @param key fingerprint of the credential
   * @param operation that was asked for
   * @param outcome what is to happen
   * @param status of the response, 0 for none
   * @param link the connection it came on
   */
  record Asked(
      long promptHash, String key, String operation, String outcome, int status, Link link) {}

  /** A client's connection. */
  static final class Link {
    private final long id;
    private long closedAt;

    Link(long id) {
      this.id = id;
    }

    void closed(long now) {
      closedAt = now;
    }
  }

  private final long id;
  private final Asked asked;
  private final long startedAt;
  private long endedAt;
  private State state = State.RUNNING;

  LogEntry(long id, Asked asked, long startedAt) {
    this.id = id;
    this.asked = asked;
    this.startedAt = startedAt;
  }

  long startedAt() {
    return startedAt;
  }

  /** False when it had ended before. */
  boolean end(boolean closedByClient, long now) {
    if (state != State.RUNNING) {
      return false;
    }
    endedAt = now;
    state = closedByClient ? State.ABORTED : State.COMPLETED;
    return true;
  }

  /** One line of JSON; times in milliseconds since 1970. */
  void write(StringBuilder out) {
    out.append("{\"id\":").append(id);
    out.append(",\"prompt\":\"").append(Long.toHexString(asked.promptHash()));
    out.append("\",\"key\":\"").append(asked.key());
    out.append("\",\"operation\":\"").append(asked.operation());
    out.append("\",\"started_at\":").append(startedAt);
    out.append(",\"ended_at\":").append(orNull(endedAt));
    out.append(",\"state\":\"").append(state.name().toLowerCase(Locale.ROOT));
    out.append("\",\"outcome\":\"").append(asked.outcome());
    out.append("\",\"status\":").append(orNull(asked.status()));
    out.append(",\"connection\":").append(asked.link().id);
    out.append(",\"connection_closed_at\":").append(orNull(asked.link().closedAt)).append("}\n");
  }

  private static String orNull(long value) {
    return value == 0 ? "null" : Long.toString(value);
  }
}

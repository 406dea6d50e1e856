package dev.assay.run.traffic.requests;

import dev.assay.run.platform.problem.Violation;
import dev.assay.run.traffic.reading.Moments;
import java.util.Optional;

/** What a record of traffic must be like, beside being of the right form. */
final class TrafficRules {
  private static final int LONGEST_NAME = 200;

  private TrafficRules() {}

  /** What is wrong with a record; empty when it can be taken. */
  static Optional<Violation> wrong(TrafficRecord r) {
    Wrong wrong = new Wrong();
    wrong.when(
        r.id() == null || r.id().isBlank(),
        "id",
        "is missing: give your own id, so that sending it twice counts once");
    wrong.name("id", r.id());
    wrong.name("skill", r.skill());
    wrong.name("skill_version", r.skillVersion());
    wrong.name("agent", r.agent());
    wrong.name("agent_version", r.agentVersion());
    wrong.name("domain", r.domain());
    wrong.name("feature", r.feature());
    wrong.name("provider", r.provider());
    wrong.name("model", r.model());
    wrong.name("session", r.session());
    wrong.name("environment", r.environment());
    wrong.name("trace_id", r.traceId());
    wrong.when(
        r.status() == TrafficStatus.COMPLETED && !answered(r),
        "response",
        "is missing, though the status is completed");
    wrong.when(
        r.status() == null && !answered(r) && r.error() == null,
        "response",
        "is missing: give it, or an error, or the status incomplete");
    wrong.when(r.latencyMs() != null && r.latencyMs() < 0, "latency_ms", "must not be negative");
    wrong.when(
        r.cost() != null && !(r.cost() >= 0 && r.cost() < 1e12), "cost", "must be 0 or more");
    wrong.when(negative(r.tokens()), "tokens", "must not be negative");
    wrong.when(
        r.metadata() != null && !r.metadata().isNull() && !r.metadata().isObject(),
        "metadata",
        "must be an object");
    Moments.wrong(r.at()).ifPresent(said -> wrong.when(true, "at", said));
    return Optional.ofNullable(wrong.first);
  }

  /** The status that a record is of when it says nothing. */
  static TrafficStatus status(TrafficRecord r) {
    return r.status() != null
        ? r.status()
        : answered(r) ? TrafficStatus.COMPLETED : TrafficStatus.FAILED;
  }

  private static boolean answered(TrafficRecord r) {
    return r.response() != null && !r.response().isNull();
  }

  private static boolean negative(TrafficRecord.Tokens t) {
    return t != null && (below(t.input()) || below(t.cached()) || below(t.output()));
  }

  private static boolean below(Long tokens) {
    return tokens != null && tokens < 0;
  }

  /** Keeps the first thing that is wrong. */
  private static final class Wrong {
    private Violation first;

    void when(boolean wrong, String field, String message) {
      if (wrong && first == null) {
        first = new Violation(field, message + ".");
      }
    }

    void name(String field, String text) {
      when(
          text != null && (text.isBlank() || text.length() > LONGEST_NAME),
          field,
          "must have 1 to " + LONGEST_NAME + " characters");
    }
  }
}

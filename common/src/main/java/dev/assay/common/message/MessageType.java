package dev.assay.common.message;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The name and the newest version of each message on the wire. */
public enum MessageType {
  MODEL_CALL("model-call", 1, ModelCall.class),
  MODEL_REPLY("model-reply", 1, ModelReply.class),
  SCORING_TASK("scoring-task", 1, ScoringTask.class),
  SCORE_REPORT("score-report", 1, ScoreReport.class),
  RUN_CANCELLED("run-cancelled", 1, RunCancelled.class),
  WORKER_PRESENCE("worker-presence", 1, WorkerPresence.class),
  CALLS_TAKEN("calls-taken", 1, WorkerPresence.CallsTaken.class),
  UNIT_ACTIVITY("unit-activity", 1, UnitActivity.class),
  TRY_SCORE("try-score", 1, TryScore.class),
  CATALOGUE_REQUEST("catalogue-request", 1, CatalogueRequest.class),
  SCORER_CATALOGUE("scorer-catalogue", 1, ScorerCatalogue.class);

  private static final Map<String, MessageType> BY_NAME =
      Stream.of(values()).collect(toUnmodifiableMap(t -> t.wire, Function.identity()));
  private static final Map<Class<?>, MessageType> BY_CLASS =
      Stream.of(values()).collect(toUnmodifiableMap(t -> t.body, Function.identity()));

  private final String wire;
  private final int version;
  private final Class<? extends Message> body;

  MessageType(String wire, int version, Class<? extends Message> body) {
    this.wire = wire;
    this.version = version;
    this.body = body;
  }

  /** The name on the wire. */
  public String wire() {
    return wire;
  }

  /** The version this code writes; it reads this one and every older one. */
  public int version() {
    return version;
  }

  /** The record that carries the body. */
  public Class<? extends Message> body() {
    return body;
  }

  /**
   * Finds a type by its wire name.
   *
   * @throws UnreadableMessageException when the name is not known
   */
  public static MessageType of(String wire) {
    MessageType type = BY_NAME.get(wire);
    if (type == null) {
      throw new UnreadableMessageException("unknown message type " + wire);
    }
    return type;
  }

  /** The type of a message. */
  public static MessageType of(Message message) {
    return BY_CLASS.get(message.getClass());
  }
}

package dev.assay.common.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.Failure;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.UnitRef;
import java.time.Instant;
import java.util.List;

/**
 * What became of a model call: an answer, a failure, or a request to be handed out again later.
 *
 * @param unit the unit this is for, with the generation of the call
 * @param worker who called
 * @param answer what the target returned, null when it did not
 * @param failure why there is no answer, null when there is one or the unit is to wait
 * @param notBefore the unit goes back to wait until then and no attempt is burnt; null otherwise
 * @param attempts every attempt made in this hand-out, in order
 * @param context as it came with the call
 * @param freeAttempts how many of the attempts do not count against the policy's, as probes and
 *     those that end in a long wait
 */
public record ModelReply(
    UnitRef unit,
    String worker,
    Answer answer,
    Failure failure,
    Instant notBefore,
    List<Attempt> attempts,
    JsonNode context,
    int freeAttempts)
    implements Message {
  /** Stands for the worker where run-service replies by itself, because none can. */
  public static final String RUN_SERVICE = "run-service";

  /** A reply of which every attempt counts. */
  public ModelReply(
      UnitRef unit,
      String worker,
      Answer answer,
      Failure failure,
      Instant notBefore,
      List<Attempt> attempts,
      JsonNode context) {
    this(unit, worker, answer, failure, notBefore, attempts, context, 0);
  }

  /** A failure without an attempt, by run-service itself. */
  public static ModelReply failed(UnitRef unit, Failure failure) {
    return failed(unit, RUN_SERVICE, failure, List.of(), null);
  }

  /**
   * A failure.
   *
   * @param worker who called
   * @param attempts every attempt made in this hand-out, in order
   * @param context as it came with the call
   */
  public static ModelReply failed(
      UnitRef unit, String worker, Failure failure, List<Attempt> attempts, JsonNode context) {
    return new ModelReply(unit, worker, null, failure, null, attempts, context);
  }

  /** The same with another context. */
  public ModelReply with(JsonNode other) {
    return new ModelReply(unit, worker, answer, failure, notBefore, attempts, other, freeAttempts);
  }

  /** The same answer as a failure: kept, and not scored. */
  public ModelReply rejected(Failure why) {
    return new ModelReply(unit, worker, answer, why, notBefore, attempts, context, freeAttempts);
  }
}

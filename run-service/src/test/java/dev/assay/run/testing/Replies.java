package dev.assay.run.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What a worker may say of a call. */
public final class Replies {
  private static final String WORKER = "fake";

  private Replies() {}

  /** What the item expects, answered at once with 10 tokens in and 5 out. */
  public static ModelReply right(ModelCall call) {
    return answer(call, call.request().hint());
  }

  /** An answer that no item expects. */
  public static ModelReply wrong(ModelCall call) {
    return answer(call, TextNode.valueOf("something else"));
  }

  /** True when a judge asks and not the target. */
  public static boolean isJudge(ModelCall call) {
    return call.question() != null;
  }

  /** Right answers, and the same score from every judge. */
  public static Function<ModelCall, ModelReply> judging(double score) {
    return call -> isJudge(call) ? answer(call, DoubleNode.valueOf(score)) : right(call);
  }

  /** An answer. */
  public static ModelReply answer(ModelCall call, JsonNode output) {
    Usage usage = new Usage(10, 0, 5, 0);
    Answer answer =
        new Answer(output, null, "stop", null, null, usage, 20L, null, 0.001, "sim", "req", false);
    // The books of judges are made from their attempts, those of targets from answers.
    Attempt made = call.question() == null ? good(call) : paid(call, usage, 0.001);
    return new ModelReply(call.unit(), WORKER, answer, null, null, List.of(made), call.context());
  }

  /** A failure after one attempt. */
  public static ModelReply failed(ModelCall call, ErrorCode code) {
    return new ModelReply(
        call.unit(),
        WORKER,
        null,
        new Failure(code, "The provider failed on purpose."),
        null,
        List.of(bad(call)),
        call.context());
  }

  /** An attempt that brought an answer for this price. */
  public static Attempt paid(ModelCall call, Usage usage, Double cost) {
    return attempt(call, OutcomeClass.OK, 200, null, usage, cost);
  }

  /** An attempt that ended without anybody knowing what it cost. */
  public static Attempt unknown(ModelCall call) {
    Attempt a = bad(call);
    return new Attempt(
        a.number(),
        a.worker(),
        a.startedAt(),
        a.firstByteMs(),
        a.durationMs(),
        OutcomeClass.TIMEOUT,
        null,
        null,
        0,
        null,
        null,
        null,
        null,
        a.error(),
        true);
  }

  /** The same reply after another attempt than its own. */
  public static ModelReply made(Attempt attempt, ModelReply reply) {
    return new ModelReply(
        reply.unit(),
        reply.worker(),
        reply.answer(),
        reply.failure(),
        reply.notBefore(),
        List.of(attempt),
        reply.context());
  }

  /** Stopped by a cancel; no attempt was made. */
  public static ModelReply cancelled(ModelCall call) {
    return new ModelReply(
        call.unit(),
        WORKER,
        null,
        new Failure(ErrorCode.CANCELLED, "The run was cancelled."),
        null,
        List.of(),
        call.context());
  }

  /** Given back until a time, after an attempt that does not count. */
  public static ModelReply parked(ModelCall call, Instant notBefore) {
    return new ModelReply(
        call.unit(), WORKER, null, null, notBefore, List.of(bad(call)), call.context(), 1);
  }

  private static Attempt good(ModelCall call) {
    return attempt(call, OutcomeClass.OK, 200, null);
  }

  private static Attempt bad(ModelCall call) {
    return attempt(call, OutcomeClass.TRANSIENT, 500, "The provider failed on purpose.");
  }

  private static Attempt attempt(
      ModelCall call, OutcomeClass outcome, int httpStatus, String error) {
    return attempt(call, outcome, httpStatus, error, null, null);
  }

  private static Attempt attempt(
      ModelCall call,
      OutcomeClass outcome,
      int httpStatus,
      String error,
      Usage usage,
      Double cost) {
    return new Attempt(
        call.attemptsMade() + 1,
        WORKER,
        Instant.now(),
        5L,
        20,
        outcome,
        httpStatus,
        null,
        0,
        null,
        usage,
        cost,
        null,
        error,
        false);
  }
}

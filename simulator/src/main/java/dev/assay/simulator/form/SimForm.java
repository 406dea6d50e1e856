package dev.assay.simulator.form;

import dev.assay.simulator.answer.SimReply;
import dev.assay.simulator.limit.LimitState;
import dev.assay.simulator.question.SimQuestion;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/** The way one operation of one provider is spoken. Stateless. */
public interface SimForm {
  /** Content type of a stream of events. */
  String EVENTS = "text/event-stream";

  /** Content type of a streamed answer. */
  default String streamType() {
    return EVENTS;
  }

  /** The answer in one piece. */
  Buffer whole(SimQuestion question, SimReply reply);

  /**
   * The answer piece by piece; the last one ends the stream.
   *
   * @param pieces the text comes in at most so many
   */
  List<Buffer> stream(SimQuestion question, SimReply reply, int pieces);

  /** A problem instead of an answer. */
  WireError error(SimProblem problem, String requestId);

  /**
   * A problem after a response began with 200.
   *
   * @param stream whether events were sent before it
   */
  Buffer lateError(SimProblem problem, SimQuestion question, boolean stream);

  /**
   * Headers of an answer besides its content type.
   *
   * @param limits where the account stands, null when nothing is limited
   */
  Map<String, String> headers(SimQuestion question, LimitState limits);
}

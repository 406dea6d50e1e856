package dev.assay.simulator.form.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.answer.SimReply;
import dev.assay.simulator.form.SimForm;
import dev.assay.simulator.form.SimProblem;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.form.WireError;
import dev.assay.simulator.limit.LimitState;
import dev.assay.simulator.question.SimQuestion;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/** The responses API. */
public final class ResponsesForm implements SimForm {
  @Override
  public Buffer whole(SimQuestion question, SimReply reply) {
    return Wire.bytes(ResponseObject.whole(question, reply));
  }

  @Override
  public List<Buffer> stream(SimQuestion question, SimReply reply, int pieces) {
    return new ResponsesStream(question, reply).pieces(pieces);
  }

  @Override
  public WireError error(SimProblem problem, String requestId) {
    return OpenAiProblems.error(problem, requestId);
  }

  /** In a stream the response fails; in a body it is one that failed. */
  @Override
  public Buffer lateError(SimProblem problem, SimQuestion question, boolean stream) {
    ObjectNode response = ResponseObject.begun(question).put("status", "failed");
    response
        .putObject("error")
        // Of all codes that mean an overload the one that this API itself uses.
        .put("code", "slow_down")
        .put("message", OpenAiProblems.message(problem));
    if (!stream) {
      return Wire.bytes(response);
    }
    ObjectNode data = Wire.object().put("type", "response.failed").put("sequence_number", 2);
    data.set("response", response);
    return Wire.event("response.failed", data);
  }

  @Override
  public Map<String, String> headers(SimQuestion question, LimitState limits) {
    return ChatForm.headersOf(question, limits);
  }
}

package dev.assay.simulator.form.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.answer.SimReply;
import dev.assay.simulator.answer.SimReply.ToolCall;
import dev.assay.simulator.answer.SimUsage;
import dev.assay.simulator.form.SimForm;
import dev.assay.simulator.form.SimProblem;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.form.WireError;
import dev.assay.simulator.limit.LimitState;
import dev.assay.simulator.question.SimQuestion;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages API. */
public final class MessagesForm implements SimForm {
  @Override
  public Buffer whole(SimQuestion question, SimReply reply) {
    ObjectNode message = message(question);
    ArrayNode content = (ArrayNode) message.get("content");
    // An empty text is no block.
    if (reply.calls().isEmpty() && !reply.text().isEmpty()) {
      content.add(Wire.object().put("type", "text").put("text", reply.text()));
    }
    for (ToolCall call : reply.calls()) {
      ObjectNode block = toolUse(call);
      block.set("input", call.arguments());
      content.add(block);
    }
    stop(message, question, reply);
    message.set("usage", usage(reply.usage(), reply.usage().output()));
    return Wire.bytes(message);
  }

  @Override
  public List<Buffer> stream(SimQuestion question, SimReply reply, int pieces) {
    return MessagesStream.pieces(question, reply, pieces);
  }

  @Override
  public WireError error(SimProblem problem, String requestId) {
    return AnthropicProblems.error(problem, requestId);
  }

  @Override
  public Buffer lateError(SimProblem problem, SimQuestion question, boolean stream) {
    return stream
        ? Wire.event("error", AnthropicProblems.body(problem))
        : Wire.bytes(AnthropicProblems.body(problem));
  }

  @Override
  public Map<String, String> headers(SimQuestion question, LimitState limits) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("request-id", "req_" + question.id());
    if (limits != null) {
      headers.putAll(AnthropicProblems.limits(limits));
    }
    return headers;
  }

  /** A message without content and end. */
  static ObjectNode message(SimQuestion question) {
    ObjectNode message =
        Wire.object()
            .put("id", "msg_sim" + question.id())
            .put("type", "message")
            .put("role", "assistant")
            .put("model", question.request().model());
    message.putArray("content");
    return message.putNull("stop_reason").putNull("stop_sequence");
  }

  static ObjectNode toolUse(ToolCall call) {
    ObjectNode block =
        Wire.object()
            .put("type", "tool_use")
            .put("id", "toolu_" + call.id())
            .put("name", call.name());
    block.putObject("input");
    return block;
  }

  /** Says why it ended. */
  static void stop(ObjectNode target, SimQuestion question, SimReply reply) {
    List<String> stops = question.request().shape().stop();
    switch (reply.finish()) {
      case STOP -> target.put("stop_reason", "end_turn").putNull("stop_sequence");
      case LENGTH -> target.put("stop_reason", "max_tokens").putNull("stop_sequence");
      case STOP_TEXT ->
          target.put("stop_reason", "stop_sequence").put("stop_sequence", stops.get(0));
      case TOOLS -> target.put("stop_reason", "tool_use").putNull("stop_sequence");
      case FILTER -> target.put("stop_reason", "refusal").putNull("stop_sequence");
    }
  }

  /** What came from the cache is not counted as input here. */
  static ObjectNode usage(SimUsage usage, long output) {
    return Wire.object()
        .put("input_tokens", usage.input() - usage.cached())
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", usage.cached())
        .put("output_tokens", output)
        .put("service_tier", "standard");
  }
}

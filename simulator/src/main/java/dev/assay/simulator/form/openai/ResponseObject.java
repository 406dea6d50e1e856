package dev.assay.simulator.form.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.answer.SimReply;
import dev.assay.simulator.answer.SimReply.Finish;
import dev.assay.simulator.answer.SimReply.LikelyToken;
import dev.assay.simulator.answer.SimReply.ToolCall;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.question.SimQuestion;
import java.util.List;

/** The objects that responses are made of. */
final class ResponseObject {
  private ResponseObject() {}

  /** A response that has begun and says nothing yet. */
  static ObjectNode begun(SimQuestion question) {
    ObjectNode response =
        Wire.object()
            .put("id", "resp_sim" + question.id())
            .put("object", "response")
            .put("created_at", 0)
            .put("status", "in_progress")
            .put("background", false)
            .putNull("error")
            .putNull("incomplete_details")
            .putNull("instructions")
            .putNull("max_output_tokens")
            .put("model", question.request().model());
    response.putArray("output");
    response.put("parallel_tool_calls", true).putNull("previous_response_id");
    response.putObject("reasoning").putNull("effort").putNull("summary");
    response.put("store", false).put("temperature", 1.0);
    response.putObject("text").putObject("format").put("type", "text");
    response.put("tool_choice", "auto").putArray("tools");
    response.put("top_p", 1.0).put("truncation", "disabled").putNull("usage").putNull("user");
    response.putObject("metadata");
    return response;
  }

  /** The whole response. */
  static ObjectNode whole(SimQuestion question, SimReply reply) {
    ObjectNode response = begun(question);
    String reason = incomplete(reply);
    response.put("status", reason == null ? "completed" : "incomplete");
    if (reason != null) {
      response.putObject("incomplete_details").put("reason", reason);
    }
    ArrayNode output = response.putArray("output");
    if (reply.calls().isEmpty()) {
      ObjectNode message = message(question, reason == null ? "completed" : "incomplete");
      ((ArrayNode) message.get("content")).add(text(reply.text(), reply.tokens()));
      output.add(message);
    }
    reply.calls().forEach(call -> output.add(call(call, true)));
    ObjectNode usage = response.putObject("usage");
    usage.put("input_tokens", reply.usage().input());
    usage.putObject("input_tokens_details").put("cached_tokens", reply.usage().cached());
    usage.put("output_tokens", reply.usage().output());
    usage.putObject("output_tokens_details").put("reasoning_tokens", reply.usage().reasoning());
    usage.put("total_tokens", reply.usage().total());
    return response;
  }

  /** Why a response is not whole, null when it is. */
  static String incomplete(SimReply reply) {
    if (reply.finish() == Finish.LENGTH) {
      return "max_output_tokens";
    }
    return reply.finish() == Finish.FILTER ? "content_filter" : null;
  }

  static ObjectNode message(SimQuestion question, String status) {
    ObjectNode message =
        Wire.object()
            .put("type", "message")
            .put("id", messageId(question))
            .put("status", status)
            .put("role", "assistant");
    message.putArray("content");
    return message;
  }

  static String messageId(SimQuestion question) {
    return "msg_sim" + question.id();
  }

  static ObjectNode text(String text, List<LikelyToken> tokens) {
    ObjectNode part = Wire.object().put("type", "output_text").put("text", text);
    part.putArray("annotations");
    ArrayNode logprobs = part.putArray("logprobs");
    if (tokens != null) {
      tokens.forEach(token -> logprobs.add(token(token)));
    }
    return part;
  }

  private static ObjectNode token(LikelyToken token) {
    ObjectNode node = bare(token);
    ArrayNode others = node.putArray("top_logprobs");
    token.alternatives().forEach(other -> others.add(bare(other)));
    return node;
  }

  private static ObjectNode bare(LikelyToken token) {
    ObjectNode node = Wire.object().put("token", token.text()).put("logprob", token.logprob());
    node.putArray("bytes");
    return node;
  }

  static ObjectNode call(ToolCall call, boolean whole) {
    return Wire.object()
        .put("type", "function_call")
        .put("id", "fc_" + call.id())
        .put("call_id", call.id())
        .put("name", call.name())
        .put("arguments", whole ? call.arguments().toString() : "")
        .put("status", whole ? "completed" : "in_progress");
  }
}

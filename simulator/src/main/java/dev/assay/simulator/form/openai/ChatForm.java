package dev.assay.simulator.form.openai;

import dev.assay.simulator.answer.SimReply;
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

/**
 * Writes chat completions by hand: the fixed parts never change and this is where a simulator under
 * load would spend its time.
 */
public final class ChatForm implements SimForm {
  private static final String SYSTEM = "\"system_fingerprint\":\"simulated\"";

  @Override
  public Buffer whole(SimQuestion question, SimReply reply) {
    StringBuilder out = new StringBuilder(400 + reply.text().length());
    out.append("{\"id\":").append(id(question)).append(",\"object\":\"chat.completion\",");
    out.append("\"created\":0,\"model\":");
    Wire.quote(out, question.request().model());
    out.append(',').append(SYSTEM);
    out.append(",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":");
    if (reply.calls().isEmpty()) {
      Wire.quote(out, reply.text());
    } else {
      out.append("null,\"tool_calls\":[");
      ChatPieces.calls(out, reply.calls());
      out.append(']');
    }
    out.append(",\"refusal\":null},\"logprobs\":");
    ChatPieces.logprobs(out, reply.tokens());
    out.append(",\"finish_reason\":\"").append(ChatPieces.finish(reply)).append("\"}],\"usage\":");
    usage(out, reply.usage());
    return Buffer.buffer(out.append('}').toString());
  }

  @Override
  public List<Buffer> stream(SimQuestion question, SimReply reply, int pieces) {
    StringBuilder head = new StringBuilder("data: {\"id\":");
    head.append(id(question)).append(",\"object\":\"chat.completion.chunk\",\"created\":0,");
    head.append("\"model\":");
    Wire.quote(head, question.request().model());
    head.append(',').append(SYSTEM);
    String start = head.toString();
    List<Buffer> all =
        reply.calls().isEmpty()
            ? ChatPieces.text(start, reply, pieces)
            : ChatPieces.toolCalls(start, reply.calls(), pieces);
    StringBuilder tail = new StringBuilder(start);
    tail.append(",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"");
    tail.append(ChatPieces.finish(reply)).append("\"}]}\n\n");
    if (question.request().usageInStream()) {
      tail.append(start).append(",\"choices\":[],\"usage\":");
      usage(tail, reply.usage());
      tail.append("}\n\n");
    }
    return Wire.ending(all, Buffer.buffer(tail.append("data: [DONE]\n\n").toString()));
  }

  @Override
  public WireError error(SimProblem problem, String requestId) {
    return OpenAiProblems.error(problem, requestId);
  }

  @Override
  public Buffer lateError(SimProblem problem, SimQuestion question, boolean stream) {
    return stream
        ? Wire.event(null, OpenAiProblems.body(problem))
        : Wire.bytes(OpenAiProblems.body(problem));
  }

  @Override
  public Map<String, String> headers(SimQuestion question, LimitState limits) {
    return headersOf(question, limits);
  }

  static Map<String, String> headersOf(SimQuestion question, LimitState limits) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-request-id", "req_" + question.id());
    if (limits != null) {
      headers.putAll(OpenAiProblems.limits(limits));
    }
    return headers;
  }

  private static void usage(StringBuilder out, SimUsage usage) {
    out.append("{\"prompt_tokens\":").append(usage.input());
    out.append(",\"completion_tokens\":").append(usage.output());
    out.append(",\"total_tokens\":").append(usage.total());
    out.append(",\"prompt_tokens_details\":{\"cached_tokens\":").append(usage.cached());
    out.append("},\"completion_tokens_details\":{\"reasoning_tokens\":");
    out.append(usage.reasoning()).append("}}");
  }

  private static String id(SimQuestion question) {
    return "\"chatcmpl-sim-" + question.id() + "\"";
  }
}

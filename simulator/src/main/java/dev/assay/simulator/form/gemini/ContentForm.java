package dev.assay.simulator.form.gemini;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** generateContent and streamGenerateContent. */
public final class ContentForm implements SimForm {
  private final boolean events;

  /**
   * The form.
   *
   * @param events whether a stream comes as events; else as one JSON array, piece by piece
   */
  public ContentForm(boolean events) {
    this.events = events;
  }

  @Override
  public String streamType() {
    return events ? EVENTS : "application/json";
  }

  @Override
  public Buffer whole(SimQuestion question, SimReply reply) {
    return Wire.bytes(chunk(question, reply, reply.text(), reply.calls(), true));
  }

  @Override
  public List<Buffer> stream(SimQuestion question, SimReply reply, int pieces) {
    List<String> parts = Wire.parts(reply.text(), pieces);
    List<Buffer> all = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      ObjectNode chunk =
          chunk(question, reply, parts.get(i), last ? reply.calls() : List.of(), last);
      all.add(events ? Wire.event(null, chunk) : element(Wire.bytes(chunk), i == 0, last));
    }
    return all;
  }

  @Override
  public WireError error(SimProblem problem, String requestId) {
    return GeminiProblems.error(problem);
  }

  @Override
  public Buffer lateError(SimProblem problem, SimQuestion question, boolean stream) {
    ObjectNode body = GeminiProblems.body(problem);
    if (!stream) {
      return Wire.bytes(body);
    }
    return events ? Wire.event(null, body) : element(Wire.bytes(body), false, true);
  }

  @Override
  public Map<String, String> headers(SimQuestion question, LimitState limits) {
    return Map.of();
  }

  private static Buffer element(Buffer chunk, boolean first, boolean last) {
    return Buffer.buffer(first ? "[" : ",\r\n").appendBuffer(chunk).appendString(last ? "]" : "");
  }

  private static ObjectNode chunk(
      SimQuestion question, SimReply reply, String text, List<ToolCall> calls, boolean last) {
    ObjectNode chunk = Wire.object();
    ObjectNode candidate = chunk.putArray("candidates").addObject();
    ObjectNode content = candidate.putObject("content");
    ArrayNode parts = content.putArray("parts");
    if (!text.isEmpty()) {
      parts.addObject().put("text", text);
    }
    for (ToolCall call : calls) {
      ObjectNode function = parts.addObject().putObject("functionCall");
      function.put("id", call.id()).put("name", call.name()).set("args", call.arguments());
    }
    content.put("role", "model");
    if (parts.isEmpty()) {
      candidate.remove("content");
    }
    if (last) {
      candidate.put("finishReason", finish(reply));
    }
    candidate.put("index", 0);
    chunk.set("usageMetadata", usage(reply.usage()));
    return chunk
        .put("modelVersion", question.request().model())
        .put("responseId", "sim" + question.id());
  }

  private static String finish(SimReply reply) {
    return switch (reply.finish()) {
      case STOP, STOP_TEXT, TOOLS -> "STOP";
      case LENGTH -> "MAX_TOKENS";
      case FILTER -> "SAFETY";
    };
  }

  /** Thoughts are not counted among the candidates' tokens here. */
  private static ObjectNode usage(SimUsage usage) {
    ObjectNode node =
        Wire.object()
            .put("promptTokenCount", usage.input())
            .put("candidatesTokenCount", usage.output() - usage.reasoning())
            .put("totalTokenCount", usage.total());
    if (usage.reasoning() > 0) {
      node.put("thoughtsTokenCount", usage.reasoning());
    }
    if (usage.cached() > 0) {
      node.put("cachedContentTokenCount", usage.cached());
    }
    return node;
  }
}

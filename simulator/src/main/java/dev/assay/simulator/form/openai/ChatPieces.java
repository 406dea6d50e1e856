package dev.assay.simulator.form.openai;

import dev.assay.simulator.answer.SimReply;
import dev.assay.simulator.answer.SimReply.LikelyToken;
import dev.assay.simulator.answer.SimReply.ToolCall;
import dev.assay.simulator.form.Wire;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The parts of chat completions that differ from answer to answer. */
final class ChatPieces {
  private ChatPieces() {}

  static String finish(SimReply reply) {
    return switch (reply.finish()) {
      case STOP, STOP_TEXT -> "stop";
      case LENGTH -> "length";
      case TOOLS -> "tool_calls";
      case FILTER -> "content_filter";
    };
  }

  static List<Buffer> text(String head, SimReply reply, int pieces) {
    List<Buffer> all = new ArrayList<>();
    List<String> parts = Wire.parts(reply.text(), pieces);
    int from = 0;
    int token = 0;
    int tokenEnd = 0;
    for (String part : parts) {
      StringBuilder out = new StringBuilder(head);
      out.append(",\"choices\":[{\"index\":0,\"delta\":{");
      out.append(all.isEmpty() ? "\"role\":\"assistant\"," : "").append("\"content\":");
      Wire.quote(out, part);
      out.append('}');
      from += part.length();
      if (reply.tokens() != null) {
        // A token belongs to the piece that it ends in.
        int first = token;
        while (token < reply.tokens().size()
            && tokenEnd + reply.tokens().get(token).text().length() <= from) {
          tokenEnd += reply.tokens().get(token++).text().length();
        }
        out.append(",\"logprobs\":");
        logprobs(out, reply.tokens().subList(first, token));
      }
      all.add(Buffer.buffer(out.append(",\"finish_reason\":null}]}\n\n").toString()));
    }
    return all;
  }

  static List<Buffer> toolCalls(String head, List<ToolCall> calls, int pieces) {
    List<Buffer> all = new ArrayList<>();
    for (int n = 0; n < calls.size(); n++) {
      ToolCall call = calls.get(n);
      StringBuilder out = new StringBuilder(head);
      out.append(",\"choices\":[{\"index\":0,\"delta\":{");
      out.append(n == 0 ? "\"role\":\"assistant\",\"content\":null," : "");
      out.append("\"tool_calls\":[{\"index\":").append(n).append(",\"id\":");
      Wire.quote(out, call.id());
      out.append(",\"type\":\"function\",\"function\":{\"name\":");
      Wire.quote(out, call.name());
      out.append(",\"arguments\":\"\"}}]},\"finish_reason\":null}]}\n\n");
      all.add(Buffer.buffer(out.toString()));
      for (String part : Wire.parts(call.arguments().toString(), pieces)) {
        StringBuilder more = new StringBuilder(head);
        more.append(",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":");
        more.append(n).append(",\"function\":{\"arguments\":");
        Wire.quote(more, part);
        more.append("}}]},\"finish_reason\":null}]}\n\n");
        all.add(Buffer.buffer(more.toString()));
      }
    }
    return all;
  }

  static void calls(StringBuilder out, List<ToolCall> calls) {
    for (int n = 0; n < calls.size(); n++) {
      ToolCall call = calls.get(n);
      out.append(n == 0 ? "" : ",").append("{\"id\":");
      Wire.quote(out, call.id());
      out.append(",\"type\":\"function\",\"function\":{\"name\":");
      Wire.quote(out, call.name());
      out.append(",\"arguments\":");
      Wire.quote(out, call.arguments().toString());
      out.append("}}");
    }
  }

  /** {@code null} when there are none. */
  static void logprobs(StringBuilder out, List<LikelyToken> tokens) {
    if (tokens == null) {
      out.append("null");
      return;
    }
    out.append("{\"content\":[");
    for (int i = 0; i < tokens.size(); i++) {
      out.append(i == 0 ? "" : ",");
      token(out, tokens.get(i));
      out.append(",\"top_logprobs\":[");
      List<LikelyToken> others = tokens.get(i).alternatives();
      for (int j = 0; j < others.size(); j++) {
        out.append(j == 0 ? "" : ",");
        token(out, others.get(j));
        out.append('}');
      }
      out.append("]}");
    }
    out.append("],\"refusal\":null}");
  }

  private static void token(StringBuilder out, LikelyToken token) {
    out.append("{\"token\":");
    Wire.quote(out, token.text());
    out.append(",\"logprob\":").append(token.logprob()).append(",\"bytes\":[");
    byte[] bytes = token.text().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      out.append(i == 0 ? "" : ",").append(bytes[i] & 0xff);
    }
    out.append(']');
  }
}

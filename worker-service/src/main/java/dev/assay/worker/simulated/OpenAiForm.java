package dev.assay.worker.simulated;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes chat completions by hand: the fixed parts never change and this is where a simulator under
 * load would spend its time.
 */
final class OpenAiForm {
  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();
  private static final String SYSTEM = "\"system_fingerprint\":\"simulated\"";

  private OpenAiForm() {}

  static Buffer error(String type, String code, String message) {
    return Buffer.buffer(
        "{\"error\":{\"message\":"
            + quoted(message)
            + ",\"type\":"
            + quoted(type)
            + ",\"param\":null,\"code\":"
            + (code == null ? "null" : quoted(code))
            + "}}");
  }

  static Buffer event(Buffer json) {
    return Buffer.buffer(json.length() + 8)
        .appendString("data: ")
        .appendBuffer(json)
        .appendString("\n\n");
  }

  static Buffer completion(SimQuestion question, String text, long[] usage) {
    StringBuilder out = new StringBuilder(400 + text.length());
    out.append("{\"id\":").append(id(question)).append(",\"object\":\"chat.completion\",");
    out.append("\"created\":0,\"model\":").append(quoted(question.model())).append(',');
    out.append(SYSTEM);
    out.append(",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":");
    quote(out, text);
    out.append(",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":");
    usage(out, usage);
    return Buffer.buffer(out.append('}').toString());
  }

  static List<Buffer> stream(SimQuestion question, String text, long[] usage, int pieces) {
    String head =
        "data: {\"id\":"
            + id(question)
            + ",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":"
            + quoted(question.model())
            + ","
            + SYSTEM;
    List<Buffer> all = new ArrayList<>();
    int length = text.length();
    int count = Math.max(1, Math.min(pieces, length));
    int from = 0;
    for (int i = 1; i <= count; i++) {
      int to = boundary(text, (int) ((long) length * i / count));
      StringBuilder out = new StringBuilder(head);
      out.append(",\"choices\":[{\"index\":0,\"delta\":{");
      if (i == 1) {
        out.append("\"role\":\"assistant\",");
      }
      out.append("\"content\":");
      quote(out, text.substring(from, to));
      out.append("},\"finish_reason\":null}]}\n\n");
      all.add(Buffer.buffer(out.toString()));
      from = to;
    }
    all.set(all.size() - 1, all.get(all.size() - 1).appendString(tail(head, question, usage)));
    return all;
  }

  private static String tail(String head, SimQuestion question, long[] usage) {
    StringBuilder out = new StringBuilder(head);
    out.append(",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n");
    if (question.usageInStream()) {
      out.append(head).append(",\"choices\":[],\"usage\":");
      usage(out, usage);
      out.append("}\n\n");
    }
    return out.append("data: [DONE]\n\n").toString();
  }

  /** Never between the halves of a surrogate pair. */
  private static int boundary(String text, int at) {
    return at < text.length() && at > 0 && Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
  }

  private static void usage(StringBuilder out, long[] usage) {
    out.append("{\"prompt_tokens\":").append(usage[0]);
    out.append(",\"completion_tokens\":").append(usage[1]);
    out.append(",\"total_tokens\":").append(usage[0] + usage[1]);
    out.append(",\"prompt_tokens_details\":{\"cached_tokens\":0}");
    out.append(",\"completion_tokens_details\":{\"reasoning_tokens\":0}}");
  }

  private static String id(SimQuestion question) {
    return "\"chatcmpl-sim-" + Integer.toHexString(question.attemptKey().hashCode()) + "\"";
  }

  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    quote(out, text);
    return out.toString();
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    ENCODER.quoteAsString(text, out);
    out.append('"');
  }
}

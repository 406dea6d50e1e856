package dev.assay.simulator.form.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.answer.SimReply;
import dev.assay.simulator.answer.SimReply.ToolCall;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.question.SimQuestion;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** One message as a sequence of events. */
final class MessagesStream {
  private final List<Buffer> all = new ArrayList<>();

  private MessagesStream() {}

  static List<Buffer> pieces(SimQuestion question, SimReply reply, int most) {
    MessagesStream stream = new MessagesStream();
    ObjectNode message = MessagesForm.message(question);
    message.set("usage", MessagesForm.usage(reply.usage(), 1));
    Buffer begin = event("message_start", Wire.object().set("message", message));
    begin.appendBuffer(event("ping", Wire.object()));
    if (!reply.calls().isEmpty()) {
      stream.all.add(begin);
      for (int n = 0; n < reply.calls().size(); n++) {
        stream.call(n, reply.calls().get(n), most);
      }
    } else if (reply.text().isEmpty()) {
      stream.all.add(begin);
    } else {
      stream.text(reply.text(), most, begin);
    }
    ObjectNode end = Wire.object();
    MessagesForm.stop(end.putObject("delta"), question, reply);
    end.set("usage", MessagesForm.usage(reply.usage(), reply.usage().output()));
    Buffer tail = event("message_delta", end).appendBuffer(event("message_stop", Wire.object()));
    return Wire.ending(stream.all, tail);
  }

  private void text(String text, int most, Buffer begin) {
    ObjectNode block = Wire.object().put("type", "text").put("text", "");
    begin.appendBuffer(start(0, block));
    for (String part : Wire.parts(text, most)) {
      Buffer delta = delta(0, Wire.object().put("type", "text_delta").put("text", part));
      all.add(all.isEmpty() ? begin.appendBuffer(delta) : delta);
    }
    stop(0);
  }

  private void call(int n, ToolCall call, int most) {
    all.add(start(n, MessagesForm.toolUse(call)));
    for (String part : Wire.parts(call.arguments().toString(), most)) {
      all.add(delta(n, Wire.object().put("type", "input_json_delta").put("partial_json", part)));
    }
    stop(n);
  }

  private static Buffer start(int n, ObjectNode block) {
    return event("content_block_start", Wire.object().put("index", n).set("content_block", block));
  }

  private static Buffer delta(int n, ObjectNode delta) {
    return event("content_block_delta", Wire.object().put("index", n).set("delta", delta));
  }

  private void stop(int n) {
    Buffer unused =
        all.get(all.size() - 1)
            .appendBuffer(event("content_block_stop", Wire.object().put("index", n)));
  }

  private static Buffer event(String type, ObjectNode data) {
    return Wire.event(type, data.put("type", type));
  }
}

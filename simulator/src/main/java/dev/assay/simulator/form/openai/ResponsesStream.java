package dev.assay.simulator.form.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.answer.SimReply;
import dev.assay.simulator.answer.SimReply.ToolCall;
import dev.assay.simulator.form.Wire;
import dev.assay.simulator.question.SimQuestion;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** One response as a sequence of events. */
final class ResponsesStream {
  private final SimQuestion question;
  private final SimReply reply;
  private final List<Buffer> all = new ArrayList<>();
  private int sequence;

  ResponsesStream(SimQuestion question, SimReply reply) {
    this.question = question;
    this.reply = reply;
  }

  List<Buffer> pieces(int most) {
    Buffer begin =
        event("response.created", with("response", ResponseObject.begun(question)))
            .appendBuffer(
                event("response.in_progress", with("response", ResponseObject.begun(question))));
    if (reply.calls().isEmpty()) {
      text(most, begin);
    } else {
      all.add(begin);
      for (int n = 0; n < reply.calls().size(); n++) {
        call(n, reply.calls().get(n), most);
      }
    }
    String last =
        ResponseObject.incomplete(reply) == null ? "response.completed" : "response.incomplete";
    ObjectNode whole = ResponseObject.whole(question, reply);
    return Wire.ending(all, event(last, with("response", whole)));
  }

  private void text(int most, Buffer begin) {
    ObjectNode item = ResponseObject.message(question, "in_progress");
    begin.appendBuffer(event("response.output_item.added", item(0, item)));
    begin.appendBuffer(event("response.content_part.added", part("")));
    for (String piece : Wire.parts(reply.text(), most)) {
      ObjectNode data = at().put("delta", piece);
      data.putArray("logprobs");
      Buffer delta = event("response.output_text.delta", data);
      all.add(all.isEmpty() ? begin.appendBuffer(delta) : delta);
    }
    ObjectNode done = at().put("text", reply.text());
    done.putArray("logprobs");
    ObjectNode message = ResponseObject.message(question, "completed");
    ((ArrayNode) message.get("content")).add(ResponseObject.text(reply.text(), reply.tokens()));
    Buffer unused =
        all.get(all.size() - 1)
            .appendBuffer(event("response.output_text.done", done))
            .appendBuffer(event("response.content_part.done", part(reply.text())))
            .appendBuffer(event("response.output_item.done", item(0, message)));
  }

  private void call(int n, ToolCall call, int most) {
    all.add(event("response.output_item.added", item(n, ResponseObject.call(call, false))));
    String arguments = call.arguments().toString();
    for (String piece : Wire.parts(arguments, most)) {
      ObjectNode data = Wire.object().put("item_id", "fc_" + call.id()).put("output_index", n);
      all.add(event("response.function_call_arguments.delta", data.put("delta", piece)));
    }
    ObjectNode done = Wire.object().put("item_id", "fc_" + call.id()).put("output_index", n);
    done.put("name", call.name()).put("arguments", arguments);
    Buffer unused =
        all.get(all.size() - 1)
            .appendBuffer(event("response.function_call_arguments.done", done))
            .appendBuffer(
                event("response.output_item.done", item(n, ResponseObject.call(call, true))));
  }

  private ObjectNode at() {
    return Wire.object()
        .put("item_id", ResponseObject.messageId(question))
        .put("output_index", 0)
        .put("content_index", 0);
  }

  private ObjectNode part(String text) {
    return at().set("part", ResponseObject.text(text, null));
  }

  private static ObjectNode item(int n, ObjectNode item) {
    return Wire.object().put("output_index", n).set("item", item);
  }

  private static ObjectNode with(String name, ObjectNode value) {
    return Wire.object().set(name, value);
  }

  private Buffer event(String type, ObjectNode data) {
    return Wire.event(type, data.put("type", type).put("sequence_number", sequence++));
  }
}

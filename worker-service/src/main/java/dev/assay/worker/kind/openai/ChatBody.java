package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.parts.Attachment;
import dev.assay.worker.kind.parts.ChatServer;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.Params;
import dev.assay.worker.kind.parts.Part;
import dev.assay.worker.kind.parts.ToolCalls;
import io.vertx.core.buffer.Buffer;

/** Writes a chat completions request: the common form of everything, so little is changed. */
final class ChatBody {
  private ChatBody() {}

  static Buffer of(ModelCall call, String maxTokens) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", call.request().model());
    ArrayNode messages = body.putArray("messages");
    call.request().messages().forEach(message -> messages.add(message(message, call.provider())));
    Params params = Params.of(call);
    params.take("stream");
    JsonNode streamOptions = params.take("stream_options");
    params.move("max_tokens", body, maxTokens);
    params.move("seed", body, ChatServer.of(call.provider()).seed());
    if (call.request().stream()) {
      body.put("stream", true);
      if (streamOptions != null) {
        body.set("stream_options", streamOptions);
      } else if (streamUsage(call)) {
        body.putObject("stream_options").put("include_usage", true);
      }
    }
    params.rest(body);
    return Fields.bytes(body);
  }

  /** Only the responses interface fetches documents. */
  private static void check(Part part, ProviderRef provider) {
    if (part.type() == Part.Type.DOCUMENT && Attachment.of(part).url() != null) {
      throw Params.cannot(
          provider,
          "fetches no documents; upload the document as an asset, or set the provider's option api"
              + " to responses");
    }
  }

  /** Whether to ask for usage at the end of a stream; off for servers that refuse the option. */
  static boolean streamUsage(ModelCall call) {
    JsonNode options = call.provider().options();
    boolean usual = ChatServer.of(call.provider()).streamOptions();
    return options == null ? usual : options.path("stream_usage").asBoolean(usual);
  }

  private static ObjectNode message(ChatMessage message, ProviderRef provider) {
    if (message.content() != null && message.content().isArray()) {
      Part.of(message.content()).forEach(part -> check(part, provider));
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("role", message.role());
    node.set("content", message.content());
    if (ToolCalls.in(message)) {
      ArrayNode calls = node.putArray("tool_calls");
      for (JsonNode call : message.toolCalls()) {
        ObjectNode one = calls.addObject();
        one.set("id", call.path("id"));
        one.put("type", "function");
        one.putObject("function")
            .put("name", call.path("name").asText())
            .put("arguments", ToolCalls.argumentsText(call));
      }
    }
    if (message.toolCallId() != null) {
      node.put("tool_call_id", message.toolCallId());
    }
    return node;
  }
}

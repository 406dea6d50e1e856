package dev.assay.worker.kind.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.parts.DataUrl;
import dev.assay.worker.kind.parts.Params;
import dev.assay.worker.kind.parts.Part;
import dev.assay.worker.kind.parts.ToolCalls;
import java.util.Map;

/** Writes a conversation: content is text, images stand beside it as base64. */
final class OllamaMessages {
  private OllamaMessages() {}

  static ArrayNode of(ModelCall call) {
    Map<String, String> names = ToolCalls.names(call.request().messages());
    ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    for (ChatMessage message : call.request().messages()) {
      ObjectNode node = messages.addObject();
      node.put("role", message.role().equals("developer") ? "system" : message.role());
      node.put("content", Part.text(message.content()));
      images(message, call.provider(), node);
      if (ToolCalls.in(message)) {
        calls(message.toolCalls(), node.putArray("tool_calls"));
      }
      if (message.toolCallId() != null) {
        node.put("tool_name", names.getOrDefault(message.toolCallId(), message.toolCallId()));
      }
    }
    return messages;
  }

  private static void calls(JsonNode given, ArrayNode calls) {
    for (JsonNode call : given) {
      calls
          .addObject()
          .putObject("function")
          .put("name", call.path("name").asText())
          .set("arguments", ToolCalls.arguments(call));
    }
  }

  private static void images(ChatMessage message, ProviderRef provider, ObjectNode node) {
    for (Part part : Part.of(message.content())) {
      switch (part.type()) {
        case TEXT -> {
          // Stands in the content already.
        }
        case IMAGE -> {
          DataUrl data = DataUrl.parse(part.value());
          if (data == null) {
            throw Params.cannot(
                provider, "fetches no images; upload the image as an asset or give a data: URL");
          }
          node.withArray("images").add(data.base64());
        }
        case DOCUMENT, SOUND, OTHER ->
            throw Params.cannot(
                provider,
                "takes no content part of type "
                    + part.name()
                    + "; use parts of type text and image_url");
      }
    }
  }
}

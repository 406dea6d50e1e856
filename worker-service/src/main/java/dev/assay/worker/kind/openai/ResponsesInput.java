package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.worker.kind.parts.Params;
import dev.assay.worker.kind.parts.Part;
import dev.assay.worker.kind.parts.ToolCalls;
import java.util.List;

/** Writes a conversation as the items that the responses interface takes. */
final class ResponsesInput {
  private ResponsesInput() {}

  static ArrayNode of(ModelCall call) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (ChatMessage message : call.request().messages()) {
      if (message.role().equals("tool")) {
        items
            .addObject()
            .put("type", "function_call_output")
            .put("call_id", message.toolCallId())
            .set("output", output(message, call));
        continue;
      }
      message(message, call, items);
      if (ToolCalls.in(message)) {
        for (JsonNode toolCall : message.toolCalls()) {
          items
              .addObject()
              .put("type", "function_call")
              .put("call_id", toolCall.path("id").asText())
              .put("name", toolCall.path("name").asText())
              .put("arguments", ToolCalls.argumentsText(toolCall));
        }
      }
    }
    return items;
  }

  private static void message(ChatMessage message, ModelCall call, ArrayNode items) {
    JsonNode content = message.content();
    boolean empty =
        content == null || content.isNull() || content.isTextual() && content.asText().isEmpty();
    if (empty && ToolCalls.in(message)) {
      return;
    }
    ObjectNode item = items.addObject().put("role", message.role());
    if (content == null || !content.isArray()) {
      item.put("content", Part.text(content));
      return;
    }
    boolean said = message.role().equals("assistant");
    ArrayNode parts = item.putArray("content");
    for (Part part : Part.of(content)) {
      part(part, said ? "output_text" : "input_text", call, parts);
    }
  }

  private static void part(Part part, String textType, ModelCall call, ArrayNode parts) {
    switch (part.type()) {
      case TEXT -> parts.addObject().put("type", textType).put("text", part.value());
      case IMAGE -> image(part, parts);
      case DOCUMENT -> document(part, parts);
      case SOUND ->
          throw Params.cannot(
              call.provider(),
              "takes no content part of type "
                  + part.name()
                  + " over the responses interface; set the provider's option api to chat");
      case OTHER -> {
        if (!part.name().startsWith("input_")) {
          throw Params.cannot(
              call.provider(),
              "takes no content part of type " + part.name() + " over the responses interface");
        }
        parts.add(part.raw());
      }
    }
  }

  /** Text as it is; with anything else in it the parts, so that an image of a tool is seen. */
  private static JsonNode output(ChatMessage message, ModelCall call) {
    List<Part> parts = Part.of(message.content());
    if (parts.stream().allMatch(part -> part.type() == Part.Type.TEXT)) {
      return TextNode.valueOf(Part.text(message.content()));
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    parts.forEach(part -> part(part, "input_text", call, all));
    return all;
  }

  private static void document(Part part, ArrayNode parts) {
    ObjectNode file = parts.addObject().put("type", "input_file");
    for (String field : new String[] {"filename", "file_data", "file_id", "file_url"}) {
      if (part.raw().path("file").hasNonNull(field)) {
        file.set(field, part.raw().path("file").get(field));
      }
    }
  }

  private static void image(Part part, ArrayNode parts) {
    ObjectNode image = parts.addObject().put("type", "input_image").put("image_url", part.value());
    JsonNode detail = part.raw().path("image_url").path("detail");
    if (detail.isTextual()) {
      image.set("detail", detail);
    }
  }
}

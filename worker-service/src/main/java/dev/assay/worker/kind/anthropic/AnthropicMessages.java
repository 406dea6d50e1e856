package dev.assay.worker.kind.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.parts.Attachment;
import dev.assay.worker.kind.parts.DataUrl;
import dev.assay.worker.kind.parts.Params;
import dev.assay.worker.kind.parts.Part;
import dev.assay.worker.kind.parts.ToolCalls;

/**
 * Writes a conversation: the system's part stands beside it, the results of tools are said by the
 * user, and what one role says in a row is one message.
 */
final class AnthropicMessages {
  private final ProviderRef provider;
  private final ArrayNode system;
  private final ArrayNode messages;
  private ArrayNode open;
  private String role;

  private AnthropicMessages(ProviderRef provider, ObjectNode body) {
    this.provider = provider;
    this.system = body.arrayNode();
    this.messages = body.arrayNode();
  }

  static void write(ModelCall call, ObjectNode body) {
    AnthropicMessages writer = new AnthropicMessages(call.provider(), body);
    call.request().messages().forEach(writer::message);
    if (!writer.system.isEmpty()) {
      body.set("system", writer.system);
    }
    body.set("messages", writer.messages);
  }

  private void message(ChatMessage message) {
    switch (message.role()) {
      case "system", "developer" -> {
        if (!messages.isEmpty()) {
          throw cannot("takes system messages at the start only; move them before the others");
        }
        content(message.content(), system);
      }
      case "user" -> content(message.content(), blocks("user"));
      case "assistant" -> assistant(message);
      case "tool" -> {
        ObjectNode result = blocks("user").addObject();
        result.put("type", "tool_result").put("tool_use_id", message.toolCallId());
        content(message.content(), result.putArray("content"));
      }
      default -> throw cannot("knows no role " + message.role() + "; use system, user, assistant");
    }
  }

  private void assistant(ChatMessage message) {
    ArrayNode blocks = blocks("assistant");
    content(message.content(), blocks);
    if (ToolCalls.in(message)) {
      for (JsonNode call : message.toolCalls()) {
        JsonNode arguments = ToolCalls.arguments(call);
        if (!arguments.isObject()) {
          throw cannot("takes objects as arguments of a tool call only; repair the tool_calls");
        }
        blocks
            .addObject()
            .put("type", "tool_use")
            .put("id", call.path("id").asText())
            .put("name", call.path("name").asText())
            .set("input", arguments);
      }
    }
  }

  private ArrayNode blocks(String newRole) {
    if (!newRole.equals(role)) {
      role = newRole;
      open = messages.addObject().put("role", newRole).putArray("content");
    }
    return open;
  }

  private void content(JsonNode content, ArrayNode blocks) {
    for (Part part : Part.of(content)) {
      ObjectNode block =
          switch (part.type()) {
            // An empty block is refused, and says nothing.
            case TEXT ->
                part.value().isEmpty() ? null : AnthropicBody.textBlock(blocks, part.value());
            case IMAGE -> image(part, blocks);
            case DOCUMENT -> document(Attachment.of(part), blocks);
            case SOUND ->
                throw cannot(
                    "takes no content part of type "
                        + part.name()
                        + "; for sound use a provider of kind openai or gemini");
            case OTHER ->
                throw cannot(
                    "takes no content part of type "
                        + part.name()
                        + "; use parts of type text, image_url and file");
          };
      if (block != null && part.raw() != null && part.raw().hasNonNull("cache_control")) {
        block.set("cache_control", part.raw().get("cache_control"));
      }
    }
  }

  private ObjectNode image(Part part, ArrayNode blocks) {
    ObjectNode block = blocks.addObject().put("type", "image");
    DataUrl data = DataUrl.parse(part.value());
    if (data == null) {
      block.putObject("source").put("type", "url").put("url", part.value());
    } else {
      block
          .putObject("source")
          .put("type", "base64")
          .put("media_type", data.mediaType())
          .put("data", data.base64());
    }
    return block;
  }

  private ObjectNode document(Attachment file, ArrayNode blocks) {
    if (file.isNothing()) {
      throw cannot(Attachment.NOTHING);
    }
    ObjectNode block = blocks.addObject().put("type", "document");
    ObjectNode source = block.putObject("source");
    if (file.id() != null) {
      source.put("type", "file").put("file_id", file.id());
    } else if (file.url() != null) {
      source.put("type", "url").put("url", file.url());
    } else if ("application/pdf".equals(file.mediaType())) {
      source.put("type", "base64").put("media_type", file.mediaType()).put("data", file.base64());
    } else if ("text/plain".equals(file.mediaType())) {
      source.put("type", "text").put("media_type", file.mediaType()).put("data", file.text());
    } else {
      throw cannot(
          "takes documents as PDF or plain text, not as "
              + file.mediaType()
              + "; convert the document");
    }
    if (file.name() != null) {
      block.put("title", file.name());
    }
    return block;
  }

  private RuntimeException cannot(String what) {
    return Params.cannot(provider, what);
  }
}

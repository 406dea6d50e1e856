package dev.assay.worker.kind.gemini;

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
import java.net.URLConnection;
import java.util.Map;

/**
 * Writes a conversation: the system's part stands beside it, the assistant is called model, results
 * of functions are said by the user, and what one role says in a row is one content.
 */
final class GeminiContents {
  /** Where a call keeps the model's sealed thoughts, which it wants back with the call. */
  static final String SIGNATURE = "thought_signature";

  private final ProviderRef provider;
  private final Map<String, String> names;
  private final ArrayNode system;
  private final ArrayNode contents;
  private ArrayNode open;
  private String role;

  private GeminiContents(ModelCall call, ObjectNode body) {
    this.provider = call.provider();
    this.names = ToolCalls.names(call.request().messages());
    this.system = body.arrayNode();
    this.contents = body.arrayNode();
  }

  static void write(ModelCall call, ObjectNode body) {
    GeminiContents writer = new GeminiContents(call, body);
    call.request().messages().forEach(writer::message);
    if (!writer.system.isEmpty()) {
      body.putObject("systemInstruction").set("parts", writer.system);
    }
    body.set("contents", writer.contents);
  }

  private void message(ChatMessage message) {
    switch (message.role()) {
      case "system", "developer" -> {
        if (!contents.isEmpty()) {
          throw cannot("takes system messages at the start only; move them before the others");
        }
        content(message.content(), system);
      }
      case "user" -> content(message.content(), parts("user"));
      case "assistant" -> {
        ArrayNode parts = parts("model");
        content(message.content(), parts);
        if (ToolCalls.in(message)) {
          message.toolCalls().forEach(call -> call(call, parts));
        }
      }
      case "tool" -> result(message, parts("user"));
      default -> throw cannot("knows no role " + message.role() + "; use system, user, assistant");
    }
  }

  private ArrayNode parts(String newRole) {
    if (!newRole.equals(role)) {
      role = newRole;
      open = contents.addObject().put("role", newRole).putArray("parts");
    }
    return open;
  }

  private void call(JsonNode call, ArrayNode parts) {
    JsonNode arguments = ToolCalls.arguments(call);
    if (!arguments.isObject()) {
      throw cannot("takes objects as arguments of a tool call only; repair the tool_calls");
    }
    ObjectNode part = parts.addObject();
    part.putObject("functionCall").put("name", call.path("name").asText()).set("args", arguments);
    if (call.path(SIGNATURE).isTextual()) {
      part.set("thoughtSignature", call.get(SIGNATURE));
    }
  }

  private void result(ChatMessage message, ArrayNode parts) {
    String name = names.get(message.toolCallId());
    if (name == null) {
      throw cannot(
          "needs the call that a tool's message answers; give the assistant's message with that"
              + " tool_calls id before it");
    }
    if (Part.of(message.content()).stream().anyMatch(part -> part.type() != Part.Type.TEXT)) {
      throw cannot(
          "takes text only as the result of a tool; give images in a message of the user's");
    }
    String text = Part.text(message.content());
    JsonNode parsed = ToolCalls.call(null, null, text).get("arguments");
    ObjectNode response = parts.addObject().putObject("functionResponse").put("name", name);
    if (parsed.isObject()) {
      response.set("response", parsed);
    } else {
      response.putObject("response").put("result", text);
    }
  }

  private void content(JsonNode content, ArrayNode parts) {
    for (Part part : Part.of(content)) {
      switch (part.type()) {
        case TEXT -> {
          // An empty part is refused, and says nothing.
          if (!part.value().isEmpty()) {
            parts.addObject().put("text", part.value());
          }
        }
        case IMAGE -> image(part.value(), parts);
        case DOCUMENT, SOUND -> attachment(part, parts);
        case OTHER ->
            throw cannot(
                "takes no content part of type "
                    + part.name()
                    + "; use parts of type text, image_url, file and input_audio");
      }
    }
  }

  private void attachment(Part part, ArrayNode parts) {
    Attachment given = Attachment.of(part);
    if (given.isNothing()) {
      throw cannot(Attachment.NOTHING);
    }
    if (given.id() != null) {
      throw cannot(
          "knows no file_id of other vendors; upload the document as an asset, or give its address"
              + " as file_url");
    }
    if (given.url() != null) {
      image(given.url(), parts);
      return;
    }
    // What everybody calls mp3 has another name as a media type, and Gemini knows this one.
    String type = given.mediaType().equals("audio/mpeg") ? "audio/mp3" : given.mediaType();
    parts.addObject().putObject("inlineData").put("mimeType", type).put("data", given.base64());
  }

  private static void image(String url, ArrayNode parts) {
    DataUrl data = DataUrl.parse(url);
    if (data != null) {
      parts
          .addObject()
          .putObject("inlineData")
          .put("mimeType", data.mediaType())
          .put("data", data.base64());
      return;
    }
    ObjectNode file = parts.addObject().putObject("fileData");
    String type = URLConnection.guessContentTypeFromName(url.replaceAll("[?#].*$", ""));
    if (type != null) {
      file.put("mimeType", type);
    }
    file.put("fileUri", url);
  }

  private RuntimeException cannot(String what) {
    return Params.cannot(provider, what);
  }
}

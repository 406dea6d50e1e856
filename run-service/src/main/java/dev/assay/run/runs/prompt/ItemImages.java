package dev.assay.run.runs.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.common.part.ModelRequest.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Puts the images of an item behind the text of the last user message. An asset is {@code {kind,
 * ref | url | data}}: {@code ref} is the SHA-256 of an uploaded asset, {@code data} base64 or a
 * data URL.
 */
final class ItemImages {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** How base64 of a file of each type begins. */
  private static final Map<String, String> BEGINNINGS =
      Map.of(
          "iVBORw0KGgo", "image/png",
          "/9j/", "image/jpeg",
          "R0lGOD", "image/gif",
          "UklGR", "image/webp");

  private ItemImages() {}

  /**
   * Adds the images to the conversation.
   *
   * @throws PromptFailedException when an asset cannot be sent to a model
   */
  static void add(JsonNode assets, List<ChatMessage> messages) {
    if (!assets.isArray() || assets.isEmpty()) {
      return;
    }
    int last = lastUser(messages);
    ArrayNode content = content(last < 0 ? null : messages.get(last).content());
    for (int i = 0; i < assets.size(); i++) {
      content
          .addObject()
          .put("type", "image_url")
          .putObject("image_url")
          .put("url", url(assets.get(i), i + 1));
    }
    ChatMessage whole = new ChatMessage("user", content);
    if (last < 0) {
      messages.add(whole);
    } else {
      messages.set(last, whole);
    }
  }

  private static int lastUser(List<ChatMessage> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if ("user".equals(messages.get(i).role())) {
        return i;
      }
    }
    return -1;
  }

  private static ArrayNode content(JsonNode given) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    if (given == null || given.isNull()) {
      return parts;
    }
    if (given.isArray()) {
      return parts.addAll((ArrayNode) given);
    }
    if (!given.asText().isEmpty()) {
      parts.addObject().put("type", "text").put("text", given.asText());
    }
    return parts;
  }

  private static String url(JsonNode asset, int number) {
    String kind = asset.path("kind").asText("image");
    if (!kind.equals("image")) {
      throw new PromptFailedException(
          "Asset " + number + " is of kind " + kind + "; only images can be sent to a model.");
    }
    if (asset.path("ref").isTextual()) {
      String ref = asset.get("ref").asText();
      if (!SHA256.matcher(ref).matches()) {
        throw new PromptFailedException(
            "Asset " + number + " has a ref that is not a SHA-256 in lower-case hexadecimal.");
      }
      return "asset:" + ref;
    }
    if (asset.path("url").isTextual()) {
      return asset.get("url").asText();
    }
    if (asset.path("data").isTextual()) {
      return data(asset, number);
    }
    throw new PromptFailedException("Asset " + number + " has neither ref, url nor data.");
  }

  private static String data(JsonNode asset, int number) {
    String data = asset.get("data").asText();
    if (data.startsWith("data:")) {
      return data;
    }
    String type = asset.path("media_type").asText(null);
    if (type == null) {
      type =
          BEGINNINGS.entrySet().stream()
              .filter(known -> data.startsWith(known.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElseThrow(
                  () ->
                      new PromptFailedException(
                          "Asset "
                              + number
                              + " has data of an unknown type; give media_type, or a data URL."));
    }
    return "data:" + type + ";base64," + data;
  }
}

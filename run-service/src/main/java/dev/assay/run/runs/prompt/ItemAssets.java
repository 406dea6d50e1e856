package dev.assay.run.runs.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.part.AssetPlace;
import dev.assay.common.part.ModelRequest.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Puts the assets of an item behind the text of the last user message. An asset is {@code {kind,
 * ref | url | data}}: {@code ref} is the SHA-256 of an uploaded asset, {@code data} base64 or a
 * data URL. Images, documents and sound are parts of a content as chat completions have them.
 */
final class ItemAssets {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** How base64 of a file of each type begins. */
  private static final Map<String, String> IMAGES =
      Map.of(
          "iVBORw0KGgo", "image/png",
          "/9j/", "image/jpeg",
          "R0lGOD", "image/gif",
          "UklGR", "image/webp");

  private static final Map<String, String> DOCUMENTS = Map.of("JVBERi0", "application/pdf");
  private static final Map<String, String> SOUNDS =
      Map.of(
          "UklGR", "audio/wav",
          "SUQz", "audio/mp3",
          "//u", "audio/mp3",
          "T2dnUw", "audio/ogg",
          "ZkxhQ", "audio/flac");

  private ItemAssets() {}

  /**
   * Adds the assets to the conversation.
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
      part(assets.get(i), i + 1, content);
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

  private static void part(JsonNode asset, int number, ArrayNode content) {
    String kind = asset.path("kind").asText("image");
    switch (kind) {
      case "image" ->
          content
              .addObject()
              .put("type", "image_url")
              .putObject("image_url")
              .put("url", place(asset, number, IMAGES));
      case "document" -> document(asset, number, content);
      case "audio" -> sound(asset, number, content);
      default ->
          throw new PromptFailedException(
              "Asset "
                  + number
                  + " is of kind "
                  + kind
                  + "; only images, documents and audio can be sent to a model.");
    }
  }

  private static void document(JsonNode asset, int number, ArrayNode content) {
    String place = place(asset, number, DOCUMENTS);
    ObjectNode file = content.addObject().put("type", "file").putObject("file");
    // Providers want a name beside data.
    file.put("filename", asset.path("name").asText("document-" + number + ".pdf"));
    boolean elsewhere = !place.startsWith("data:") && !place.startsWith("asset:");
    file.put(elsewhere ? "file_url" : "file_data", place);
  }

  private static void sound(JsonNode asset, int number, ArrayNode content) {
    String place = place(asset, number, SOUNDS);
    ObjectNode sound = content.addObject().put("type", "input_audio").putObject("input_audio");
    if (place.startsWith("asset:")) {
      // What it is the worker learns when it fetches it.
      sound.put("data", place);
      if (asset.path("media_type").isTextual()) {
        sound.put("format", AssetPlace.soundFormat(asset.get("media_type").asText()));
      }
      return;
    }
    int comma = place.indexOf(',');
    if (!place.startsWith("data:") || comma < 0) {
      throw new PromptFailedException(
          "Asset "
              + number
              + " is audio by URL, which nobody fetches; upload it and give its ref.");
    }
    sound.put("data", place.substring(comma + 1));
    sound.put("format", AssetPlace.soundFormat(place.substring("data:".length(), comma)));
  }

  /** A reference, a URL or a data URL. */
  private static String place(JsonNode asset, int number, Map<String, String> beginnings) {
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
      return data(asset, number, beginnings);
    }
    throw new PromptFailedException("Asset " + number + " has neither ref, url nor data.");
  }

  private static String data(JsonNode asset, int number, Map<String, String> beginnings) {
    String data = asset.get("data").asText();
    if (data.startsWith("data:")) {
      return data;
    }
    String type = asset.path("media_type").asText(null);
    if (type == null) {
      type =
          beginnings.entrySet().stream()
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

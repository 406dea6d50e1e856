package dev.assay.worker.kind.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.worker.kind.UnusableProviderException;
import java.util.Locale;
import java.util.Map;

/** Content of a message in the common chat form as Converse's content blocks. */
final class ConverseContent {
  private static final Map<String, String> FORMATS =
      Map.of(
          "image/png", "png",
          "image/jpeg", "jpeg",
          "image/jpg", "jpeg",
          "image/gif", "gif",
          "image/webp", "webp");

  private ConverseContent() {}

  /**
   * Text or parts as blocks; an empty text is no block, since Converse refuses empty ones.
   *
   * @throws UnusableProviderException when a part cannot be sent
   */
  static void add(JsonNode content, ArrayNode blocks) {
    if (content == null || content.isNull()) {
      return;
    }
    if (!content.isArray()) {
      text(content.isTextual() ? content.asText() : content.toString(), blocks);
      return;
    }
    for (JsonNode part : content) {
      String type = part.path("type").asText("");
      switch (type) {
        case "text" -> text(part.path("text").asText(""), blocks);
        case "image_url" -> blocks.add(image(url(part.path("image_url"))));
        default -> throw refuse("cannot send a content part of type " + type);
      }
    }
  }

  private static void text(String text, ArrayNode blocks) {
    if (!text.isEmpty()) {
      blocks.addObject().put("text", text);
    }
  }

  private static String url(JsonNode image) {
    return image.isTextual() ? image.asText() : image.path("url").asText("");
  }

  private static ObjectNode image(String url) {
    ObjectNode block = JsonNodeFactory.instance.objectNode();
    ObjectNode image = block.putObject("image");
    int comma = url.indexOf(',');
    if (url.startsWith("data:") && comma > 0 && url.substring(0, comma).endsWith(";base64")) {
      image.put("format", format(url.substring("data:".length(), url.indexOf(';'))));
      image.putObject("source").put("bytes", url.substring(comma + 1));
      return block;
    }
    if (url.startsWith("s3://")) {
      int dot = url.lastIndexOf('.');
      image.put("format", format("image/" + url.substring(dot + 1)));
      image.putObject("source").putObject("s3Location").put("uri", url);
      return block;
    }
    throw refuse("takes images as bytes, not by URL: upload the image as an asset");
  }

  private static String format(String mediaType) {
    String format = FORMATS.get(mediaType.toLowerCase(Locale.ROOT));
    if (format == null) {
      throw refuse("takes images as png, jpeg, gif or webp only");
    }
    return format;
  }

  private static UnusableProviderException refuse(String why) {
    return new UnusableProviderException(
        ErrorCode.PROVIDER_REFUSED_REQUEST, "Bedrock " + why + ".");
  }
}

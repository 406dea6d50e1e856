package dev.assay.worker.kind.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.worker.kind.UnusableProviderException;
import dev.assay.worker.kind.parts.Attachment;
import dev.assay.worker.kind.parts.Part;
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

  private static final Map<String, String> DOCUMENTS =
      Map.of(
          "application/pdf", "pdf",
          "text/csv", "csv",
          "application/msword", "doc",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
          "application/vnd.ms-excel", "xls",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
          "text/html", "html",
          "text/plain", "txt",
          "text/markdown", "md");

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
    for (int at = 0; at < content.size(); at++) {
      JsonNode part = content.get(at);
      String type = part.path("type").asText("");
      switch (type) {
        case "text" -> text(part.path("text").asText(""), blocks);
        case "image_url" -> blocks.add(image(url(part.path("image_url"))));
        case "file" -> document(Attachment.of(Part.single(part)), at, blocks);
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

  private static void document(Attachment file, int at, ArrayNode blocks) {
    ObjectNode document = blocks.addObject().putObject("document");
    String type = file.mediaType() == null ? "" : file.mediaType().toLowerCase(Locale.ROOT);
    boolean stored = file.url() != null && file.url().startsWith("s3://");
    String format = stored ? ending(file.url()) : DOCUMENTS.get(type);
    if (file.base64() == null && !stored) {
      throw refuse("takes documents as bytes or from s3://: upload the document as an asset");
    }
    if (format == null || !DOCUMENTS.containsValue(format)) {
      throw refuse("takes documents as pdf, csv, doc, docx, xls, xlsx, html, txt or md only");
    }
    document.put("format", format).put("name", name(file.name(), at));
    if (stored) {
      document.putObject("source").putObject("s3Location").put("uri", file.url());
    } else {
      document.putObject("source").put("bytes", file.base64());
    }
  }

  /** Letters, digits, blanks, hyphens and brackets are all that it takes in a name. */
  private static String name(String given, int at) {
    String clean =
        given == null
            ? ""
            : given
                .replaceAll("\\.[A-Za-z0-9]{1,5}$", "")
                .replaceAll("[^A-Za-z0-9\\s()\\[\\]-]", "-")
                .replaceAll("\\s+", " ")
                .strip();
    return clean.isEmpty() ? "document-" + (at + 1) : clean;
  }

  private static String ending(String url) {
    return url.substring(url.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
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

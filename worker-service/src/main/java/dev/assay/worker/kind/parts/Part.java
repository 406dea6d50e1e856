package dev.assay.worker.kind.parts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One part of a message's content.
 *
 * @param type what it is
 * @param value the text, or the URL of the image; null for the others, see {@link Attachment}
 * @param raw the part as given; null when the content was plain text
 */
public record Part(Type type, String value, JsonNode raw) {
  /** What a part can be. */
  public enum Type {
    /** Text. */
    TEXT,
    /** An image, by a data URL or an address. */
    IMAGE,
    /** A document, such as a PDF. */
    DOCUMENT,
    /** Sound. */
    SOUND,
    /** Something that only some providers know. */
    OTHER
  }

  /** The parts of a content in order: none for null, one for text. */
  public static List<Part> of(JsonNode content) {
    List<Part> parts = new ArrayList<>();
    if (content == null || content.isNull()) {
      return parts;
    }
    if (!content.isArray()) {
      String text = content.isContainerNode() ? content.toString() : content.asText();
      parts.add(new Part(Type.TEXT, text, null));
      return parts;
    }
    content.forEach(part -> parts.add(single(part)));
    return parts;
  }

  /** The text parts joined; empty when there are none. */
  public static String text(JsonNode content) {
    StringBuilder text = new StringBuilder();
    for (Part part : of(content)) {
      if (part.type == Type.TEXT) {
        text.append(part.value);
      }
    }
    return text.toString();
  }

  /** The type as the part names it, for sentences. */
  public String name() {
    return raw == null ? "text" : raw.path("type").asText("unknown");
  }

  /** One part as it stands in a content. */
  public static Part single(JsonNode part) {
    if (part.isTextual()) {
      return new Part(Type.TEXT, part.asText(), part);
    }
    return switch (part.path("type").asText()) {
      case "text" -> new Part(Type.TEXT, part.path("text").asText(), part);
      case "image_url" -> {
        JsonNode image = part.path("image_url");
        yield new Part(
            Type.IMAGE, image.isTextual() ? image.asText() : image.path("url").asText(), part);
      }
      case "file" -> new Part(Type.DOCUMENT, null, part);
      case "input_audio" -> new Part(Type.SOUND, null, part);
      default -> new Part(Type.OTHER, null, part);
    };
  }
}

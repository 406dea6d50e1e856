package dev.assay.common.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a part of a message's content has what it shows: a URL, data, or an asset by reference
 * ({@code asset:<sha256>}).
 */
public enum AssetPlace {
  /** An image: a URL, or a data URL. */
  IMAGE("image_url", "image_url", "url"),
  /** A document: a data URL. */
  DOCUMENT("file", "file", "file_data"),
  /** Sound: base64. */
  SOUND("input_audio", "input_audio", "data");

  private final String type;
  private final String object;
  private final String field;

  AssetPlace(String type, String object, String field) {
    this.type = type;
    this.object = object;
    this.field = field;
  }

  /** That of a part; empty when it is a part of another type. */
  public static Optional<AssetPlace> of(JsonNode part) {
    String given = part.path("type").asText();
    return Arrays.stream(values()).filter(place -> place.type.equals(given)).findFirst();
  }

  /** What stands there; empty when nothing does. */
  public String value(JsonNode part) {
    JsonNode holder = part.path(object);
    return holder.isTextual() ? holder.asText() : holder.path(field).asText("");
  }

  /** Puts something else there. The part is changed, whatever else it holds stays. */
  public ObjectNode put(ObjectNode part, String value) {
    JsonNode given = part.get(object);
    ObjectNode holder = given instanceof ObjectNode known ? known : part.putObject(object);
    return holder.put(field, value);
  }

  /** How chat completions call a kind of sound: {@code wav}, {@code mp3}, or what it is. */
  public static String soundFormat(String mediaType) {
    String kind = mediaType.replaceFirst("^audio/(x-)?", "").replaceFirst(";.*$", "").strip();
    return switch (kind) {
      case "wave", "vnd.wave" -> "wav";
      case "mpeg", "mpeg3" -> "mp3";
      default -> kind;
    };
  }
}

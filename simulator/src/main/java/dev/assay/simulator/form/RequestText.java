package dev.assay.simulator.form;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what requests of all forms have in common. */
public final class RequestText {
  private RequestText() {}

  /**
   * A body that is a JSON object.
   *
   * @throws IllegalArgumentException when it is not
   */
  public static JsonNode object(Buffer body) {
    JsonNode json;
    try {
      json = Json.foreign().readTree(body.getBytes());
    } catch (IOException e) {
      throw new IllegalArgumentException("the body is not JSON", e);
    }
    if (json == null || !json.isObject()) {
      throw new IllegalArgumentException("the body is not a JSON object");
    }
    return json;
  }

  /**
   * A field that is a list with something in it.
   *
   * @throws IllegalArgumentException when it is not
   */
  public static JsonNode list(JsonNode json, String name) {
    JsonNode list = json.path(name);
    if (!list.isArray() || list.isEmpty()) {
      throw new IllegalArgumentException(
          name + " is a list with at least one " + name.replaceFirst("s$", ""));
    }
    return list;
  }

  /** A string, or the texts of a list of parts one after the other. */
  public static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.isTextual() ? part.asText() : part.path("text").asText(""));
    }
    return text.toString();
  }

  /** Whether a message of this role says how to answer, and is not of the conversation. */
  public static boolean instructs(String role) {
    return "system".equals(role) || "developer".equals(role);
  }

  /** One string or a list of them. */
  public static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    if (json.isTextual()) {
      texts.add(json.asText());
    }
    for (JsonNode each : json) {
      texts.add(each.asText());
    }
    return texts;
  }

  /** Null when it is not there or no number. */
  public static Integer number(JsonNode json) {
    return json.isNumber() ? Integer.valueOf(json.asInt()) : null;
  }

  /** Null when it is not there. */
  public static JsonNode present(JsonNode json) {
    return json.isMissingNode() || json.isNull() ? null : json;
  }
}

package dev.assay.run.traffic.asking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.assay.common.json.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The object or list that a model wrote: by itself, behind its thoughts, or in its last fence. */
public final class WrittenJson {
  private static final ObjectReader READER =
      Json.foreign().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String THOUGHTS_END = "</think>";
  private static final Pattern FENCE = Pattern.compile("(?s)(```|~~~)[^\\n]*\\n(.*?)\\1");

  private WrittenJson() {}

  /** Reads an answer; null when it holds no such JSON. */
  public static JsonNode read(JsonNode answer) {
    if (answer == null || !answer.isTextual()) {
      return answer == null || !answer.isContainerNode() ? null : answer;
    }
    String text = answer.textValue();
    JsonNode whole = container(text);
    if (whole != null) {
      return whole;
    }
    int thoughts = text.lastIndexOf(THOUGHTS_END);
    String said = thoughts < 0 ? text : text.substring(thoughts + THOUGHTS_END.length());
    JsonNode behind = thoughts < 0 ? null : container(said);
    return behind == null ? fenced(said) : behind;
  }

  private static JsonNode fenced(String text) {
    JsonNode last = null;
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      JsonNode within = container(fence.group(2));
      last = within == null ? last : within;
    }
    return last;
  }

  private static JsonNode container(String text) {
    try {
      JsonNode read = READER.readTree(text);
      return read.isContainerNode() ? read : null;
    } catch (JsonProcessingException e) {
      // Words, or JSON that is cut off.
      return null;
    }
  }
}

package dev.assay.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Right answers by the SHA-256 of the last user message. */
public final class AnswerBook {
  private final Map<String, JsonNode> bySha256 = new HashMap<>();

  /**
   * Adds lines of {@code {"prompt_sha256" | "input", "answer"}}.
   *
   * @return how many lines were taken
   * @throws IllegalArgumentException naming the first bad line; nothing is added then
   */
  public int add(Buffer jsonLines) {
    Map<String, JsonNode> fresh = new HashMap<>();
    int number = 0;
    for (String line : jsonLines.toString(StandardCharsets.UTF_8).split("\n")) {
      number++;
      if (!line.isBlank()) {
        JsonNode entry = parse(line, number);
        String key =
            entry.hasNonNull("prompt_sha256")
                ? entry.get("prompt_sha256").asText()
                : sha256(entry.get("input").asText());
        fresh.put(key, entry.get("answer"));
      }
    }
    bySha256.putAll(fresh);
    return fresh.size();
  }

  /** The right answer to a prompt; null when there is no entry. */
  public JsonNode find(String prompt) {
    return bySha256.isEmpty() ? null : bySha256.get(sha256(prompt));
  }

  /** How many there are. */
  public int size() {
    return bySha256.size();
  }

  /** Forgets all. */
  public void clear() {
    bySha256.clear();
  }

  /** In hexadecimal, of the UTF-8. */
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static JsonNode parse(String line, int number) {
    JsonNode entry;
    try {
      entry = Json.mapper().readTree(line);
    } catch (IOException e) {
      throw new IllegalArgumentException("line " + number + " is not JSON", e);
    }
    if (!entry.has("answer") || !(entry.hasNonNull("prompt_sha256") || entry.hasNonNull("input"))) {
      throw new IllegalArgumentException(
          "line " + number + " needs answer, and prompt_sha256 or input");
    }
    return entry;
  }
}

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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Right answers by what was asked: by the last user message as a whole, or by words that stand in
 * it or in the system message. Of the lines that fit one with the whole message counts before those
 * without, one with more words before one with fewer, and the last of those that are left.
 */
public final class AnswerBook {
  private static final String ANY = "";

  /** By the SHA-256 of the last user message; {@link #ANY} where it is not given as a whole. */
  private final Map<String, Map<Words, JsonNode>> byPrompt = new HashMap<>();

  /** Words that a request has, empty for none. */
  private record Words(String input, String system) {
    private boolean fit(String asked, String prompt) {
      return prompt.contains(input) && asked.contains(system);
    }

    private int count() {
      return (input.isEmpty() ? 0 : 1) + (system.isEmpty() ? 0 : 1);
    }
  }

  /** What a line answers. */
  private record Question(String prompt, Words words) {}

  /**
   * Adds lines of {@code {"prompt_sha256" | "input" | "input_has", "system_has", "answer"}}. A line
   * takes the place of one that was there for the same.
   *
   * @return how many lines were taken
   * @throws IllegalArgumentException naming the first bad line; nothing is added then
   */
  public int add(Buffer jsonLines) {
    Map<Question, JsonNode> fresh = new LinkedHashMap<>();
    int number = 0;
    for (String text : jsonLines.toString(StandardCharsets.UTF_8).split("\n")) {
      number++;
      if (!text.isBlank()) {
        JsonNode line = parse(text, number);
        Question question = question(line, number);
        // Said again it is the last one.
        JsonNode unused = fresh.remove(question);
        fresh.put(question, line.get("answer"));
      }
    }
    fresh.forEach(this::put);
    return fresh.size();
  }

  private void put(Question question, JsonNode answer) {
    Map<Words, JsonNode> lines =
        byPrompt.computeIfAbsent(question.prompt(), prompt -> new LinkedHashMap<>());
    JsonNode unused = lines.remove(question.words());
    lines.put(question.words(), answer);
  }

  /**
   * The right answer; null when no line fits.
   *
   * @param system text of the system's messages
   * @param prompt the last user message
   */
  public JsonNode find(String system, String prompt) {
    if (byPrompt.isEmpty()) {
      return null;
    }
    JsonNode whole = find(byPrompt.get(sha256(prompt)), system, prompt);
    return whole != null ? whole : find(byPrompt.get(ANY), system, prompt);
  }

  private static JsonNode find(Map<Words, JsonNode> lines, String system, String prompt) {
    if (lines == null) {
      return null;
    }
    JsonNode found = null;
    int most = 0;
    for (Map.Entry<Words, JsonNode> line : lines.entrySet()) {
      int words = line.getKey().count();
      if (words >= most && line.getKey().fit(system, prompt)) {
        found = line.getValue();
        most = words;
      }
    }
    return found;
  }

  /** How many there are. */
  public int size() {
    return byPrompt.values().stream().mapToInt(Map::size).sum();
  }

  /** Forgets all. */
  public void clear() {
    byPrompt.clear();
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

  private static JsonNode parse(String text, int number) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException("line " + number + " is not JSON", e);
    }
  }

  private static Question question(JsonNode entry, int number) {
    boolean whole = entry.hasNonNull("prompt_sha256") || entry.hasNonNull("input");
    Words words =
        new Words(entry.path("input_has").asText(""), entry.path("system_has").asText(""));
    if (!entry.has("answer") || !(whole || words.count() > 0)) {
      throw new IllegalArgumentException(
          "line " + number + " needs answer, and prompt_sha256, input, input_has or system_has");
    }
    if (whole && !words.input().isEmpty()) {
      throw new IllegalArgumentException(
          "line " + number + " has the whole input and input_has: give one of the two");
    }
    String prompt =
        entry.hasNonNull("prompt_sha256")
            ? entry.get("prompt_sha256").asText()
            : whole ? sha256(entry.get("input").asText()) : ANY;
    return new Question(prompt, words);
  }
}

package dev.assay.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Walks items, answers and scores of a capsule side by side: all are in the order of position. */
final class Units implements AutoCloseable {
  private final Findings findings;
  private final Capsule.Lines items;
  private final Capsule.Lines answers;
  private final Capsule.Lines scores;

  Units(Capsule capsule, Findings findings) throws IOException {
    this.findings = findings;
    items = capsule.lines("items.jsonl");
    answers = capsule.lines("answers.jsonl");
    scores = capsule.lines("scores.jsonl");
  }

  /** The next unit, null at the end. */
  CapsuleUnit next() throws IOException {
    JsonNode answer = answers.take();
    if (answer == null) {
      while (scores.peek() != null) {
        stray(scores.take());
      }
      return null;
    }
    while (items.peek() != null && position(items.peek()) < position(answer)) {
      items.take();
    }
    boolean found = items.peek() != null && position(items.peek()) == position(answer);
    JsonNode item = found ? items.peek() : null;
    if (item == null) {
      findings.differs("file", "#" + position(answer), "items.jsonl", "an item", "nothing");
    }
    return new CapsuleUnit(item, answer, scoresOf(answer));
  }

  private Map<String, JsonNode> scoresOf(JsonNode answer) throws IOException {
    while (scores.peek() != null && order(scores.peek()) < order(answer)) {
      stray(scores.take());
    }
    Map<String, JsonNode> found = new LinkedHashMap<>();
    while (scores.peek() != null && order(scores.peek()) == order(answer)) {
      JsonNode score = scores.take().path("score");
      found.put(score.path("key").asText(), score);
    }
    return found;
  }

  private void stray(JsonNode line) {
    findings.differs(
        "file",
        "#" + position(line),
        "scores.jsonl",
        "no score of " + line.path("score").path("key").asText(),
        "a score of a unit that is not there");
  }

  private static int position(JsonNode line) {
    return line.path("position").asInt();
  }

  private static long order(JsonNode line) {
    return ((long) position(line) << 32) + line.path("repeat").asInt();
  }

  @Override
  public void close() throws IOException {
    items.close();
    answers.close();
    scores.close();
  }
}

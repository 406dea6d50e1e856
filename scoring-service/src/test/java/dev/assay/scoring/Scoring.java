package dev.assay.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.Usage;
import dev.assay.scoring.engine.BuiltInScorers;
import dev.assay.scoring.engine.ScoreObserver;
import dev.assay.scoring.engine.ScoringEngine;
import java.util.List;

/** Scores through the real engine with all scorers, the way a task does. */
public final class Scoring {
  private static final ScoringEngine ENGINE =
      new ScoringEngine(BuiltInScorers.registry(), ScoreObserver.NONE);

  private Scoring() {}

  /** Two JSON values; a Java null is absent. */
  public static Score score(String scorer, JsonNode params, JsonNode output, JsonNode expected) {
    return score(new ScorerSpec(scorer, null, null, params), item(expected), answer(output));
  }

  /** Two texts. */
  public static Score texts(String scorer, String params, String output, String expected) {
    return score(
        scorer,
        json(params),
        output == null ? null : TextNode.valueOf(output),
        expected == null ? null : TextNode.valueOf(expected));
  }

  /** Any item and answer. */
  public static Score score(ScorerSpec spec, ScoringItem item, Answer answer) {
    return ENGINE.score(List.of(spec), item, answer).get(0);
  }

  public static ScoringItem item(JsonNode expected) {
    return new ScoringItem("1", null, expected, null, null, null, null, null, null);
  }

  public static ScoringItem item(JsonNode expected, JsonNode choices) {
    return new ScoringItem("1", null, expected, choices, null, null, null, null, null);
  }

  public static Answer answer(JsonNode output) {
    return new Answer(output, null, "stop", null, null, null, null, null, null, null, null, false);
  }

  public static Answer measured(Usage usage, Long latencyMs, Long ttftMs, Double cost) {
    return new Answer(
        null, null, "stop", null, null, usage, latencyMs, ttftMs, cost, null, null, false);
  }

  /** Reads JSON written in a test; null stays null. */
  public static JsonNode json(String text) {
    try {
      return text == null ? null : Json.strict().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}

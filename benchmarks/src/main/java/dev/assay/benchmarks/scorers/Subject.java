package dev.assay.benchmarks.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Answer;
import dev.assay.common.part.ScoringItem;
import dev.assay.scoring.scorer.Effort;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.Params;
import dev.assay.scoring.scorer.Scorer;
import dev.assay.scoring.scorer.ScorerInput;

/** A scorer with its parameters compiled, and one answer for it, as the engine holds them. */
final class Subject {
  private final Measurement measurement;
  private final ScoringItem item;
  private final Answer answer;

  private Subject(Measurement measurement, JsonNode output, JsonNode expected) {
    this.measurement = measurement;
    this.item = item(expected);
    this.answer = answer(output);
  }

  /** Of two texts. */
  static Subject of(Scorer scorer, String output, String expected) {
    return of(scorer, TextNode.valueOf(output), TextNode.valueOf(expected));
  }

  /** Of two values, without parameters. */
  static Subject of(Scorer scorer, JsonNode output, JsonNode expected) {
    return new Subject(scorer.prepare(new Params(null)), output, expected);
  }

  /** Of two texts by a metric of text_similarity. */
  static Subject of(Scorer scorer, String metric, String output, String expected) {
    Params params = new Params(Json.mapper().createObjectNode().put("metric", metric));
    return new Subject(
        scorer.prepare(params), TextNode.valueOf(output), TextNode.valueOf(expected));
  }

  /** One measurement with a fresh budget, which is what the engine does for each answer. */
  Outcome measure() {
    return measurement.measure(new ScorerInput(item, answer, new Effort()));
  }

  static ScoringItem item(JsonNode expected) {
    return new ScoringItem("i", null, expected, null, null, null, null, null, null);
  }

  static Answer answer(JsonNode output) {
    return new Answer(output, null, null, null, null, null, null, null, null, null, null, false);
  }
}

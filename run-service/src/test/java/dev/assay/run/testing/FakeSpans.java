package dev.assay.run.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.SpanChoice;
import dev.assay.common.status.ScoreStatus;

/** Scores of spans in the form of scoring-service: 1 where output is as expected, else 0.5. */
final class FakeSpans {
  private FakeSpans() {}

  static Score score(ScorerSpec scorer, ScoringItem item) {
    ObjectNode metadata = Json.mapper().createObjectNode();
    ArrayNode told = metadata.putArray(SpanChoice.PARAM);
    double sum = 0;
    int count = 0;
    for (JsonNode span : SpanChoice.of(scorer.params()).in(item.extra())) {
      ObjectNode one = told.addObject();
      one.set("span_id", span.get("span_id"));
      one.set("kind", span.get("kind"));
      one.put("name", span.path("tool").asText(span.path("name").asText()));
      if (span.has("withheld") || !span.has("output")) {
        one.put("status", "skipped").put("reason", "nothing to look at");
        continue;
      }
      double score = span.get("output").equals(span.get("expected")) ? 1 : 0.5;
      one.put("status", "success").put("score", score);
      sum += score;
      count++;
    }
    Double score = count == 0 ? null : (Double) (sum / count);
    return new Score(
        scorer.key(),
        scorer.id(),
        1,
        score == null ? ScoreStatus.SKIPPED : ScoreStatus.SUCCESS,
        score,
        score == null || scorer.threshold() == null
            ? null
            : (Boolean) (score >= scorer.threshold()),
        score == null ? "no spans" : null,
        metadata,
        null);
  }
}

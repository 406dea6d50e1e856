package dev.assay.run.results.items;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.part.SpanChoice;
import dev.assay.common.status.ScoreStatus;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a scorer says of one span of an item.
 *
 * @param spanId of the span
 * @param kind llm, retriever, tool, agent, chain or other
 * @param name of the span, or of the tool that ran in it
 * @param score null unless the status is success
 * @param passed whether it reaches the threshold of the scorer; null without one, and without a
 *     score
 * @param reason why this score, or why there is none
 * @param metadata what the scorer found out on the way
 * @param error why it could not measure; null unless the status is error
 */
@Schema(name = "RunSpanScore")
public record SpanScore(
    String spanId,
    String kind,
    String name,
    @Schema(implementation = ScoreStatus.class) String status,
    @Nullable Double score,
    @Nullable Boolean passed,
    @Nullable String reason,
    @Nullable @Schema(ref = "JsonObject") JsonNode metadata,
    @Nullable Failure error) {

  /**
   * Those of a score, in the order of their tree.
   *
   * @param metadata of the score
   * @param threshold of the scorer, null for none
   */
  static List<SpanScore> of(JsonNode metadata, Double threshold) {
    List<SpanScore> scores = new ArrayList<>();
    for (JsonNode told : metadata == null ? List.<JsonNode>of() : metadata.path(SpanChoice.PARAM)) {
      Double score = told.path("score").isNumber() ? told.get("score").doubleValue() : null;
      JsonNode error = told.get("error");
      scores.add(
          new SpanScore(
              told.path("span_id").asText(),
              told.path("kind").asText(),
              told.path("name").asText(),
              told.path("status").asText(),
              score,
              score == null || threshold == null ? null : (Boolean) (score >= threshold),
              told.path("reason").textValue(),
              told.get("metadata"),
              error == null
                  ? null
                  : new Failure(
                      ErrorCode.valueOf(error.path("code").asText()),
                      error.path("message").asText())));
    }
    return scores;
  }
}

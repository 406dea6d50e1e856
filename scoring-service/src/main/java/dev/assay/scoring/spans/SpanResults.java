package dev.assay.scoring.spans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.SpanChoice;
import dev.assay.common.status.ScoreStatus;
import dev.assay.common.words.Beginning;
import dev.assay.scoring.scorer.Outcome;

/**
 * What came of the spans of one item. The item's score is the mean of those that were measured; it
 * has none when one of them failed to be, for it would be the mean of something else.
 */
final class SpanResults {
  private static final int LONGEST_REASON = 2_000;

  private final SpanChoice choice;
  private final int leftOut;
  private final boolean truncated;
  private final ArrayNode told = Json.mapper().createArrayNode();
  private double sum;
  private int measured;
  private int skipped;
  private int failed;
  private double lowest = Double.MAX_VALUE;
  private String lowestName;
  private String firstFailed;
  private Outcome.Failed firstFailure;

  /**
   * Of no span yet.
   *
   * @param leftOut spans of the item that were not kept with it
   * @param truncated whether its trace has more than was looked at
   */
  SpanResults(SpanChoice choice, int leftOut, boolean truncated) {
    this.choice = choice;
    this.leftOut = leftOut;
    this.truncated = truncated;
  }

  void add(JsonNode span, Outcome found) {
    ObjectNode result = told.addObject();
    result.put("span_id", span.path("span_id").asText());
    result.put("kind", choice.kind());
    result.put("name", name(span));
    Outcome outcome = found instanceof Outcome.Measured one ? valid(one) : found;
    if (outcome instanceof Outcome.Measured one) {
      measured(result, one, name(span));
    } else if (outcome instanceof Outcome.Skipped one) {
      skipped++;
      result.put("status", ScoreStatus.SKIPPED.wire());
      said(result, one.reason(), one.metadata());
    } else {
      Outcome.Failed one = (Outcome.Failed) outcome;
      failed++;
      result.put("status", ScoreStatus.ERROR.wire());
      result.putObject("error").put("code", one.code().name()).put("message", one.message());
      firstFailed = firstFailure == null ? name(span) : firstFailed;
      firstFailure = firstFailure == null ? one : firstFailure;
    }
  }

  /** A tool says more than its span does. */
  private static String name(JsonNode span) {
    return span.path("tool").asText(span.path("name").asText());
  }

  private static Outcome valid(Outcome.Measured one) {
    if (!Double.isFinite(one.score())) {
      return new Outcome.Failed(ErrorCode.NOT_A_NUMBER, "The scorer did not arrive at a number.");
    }
    return one.score() < 0 || one.score() > 1
        ? new Outcome.Failed(ErrorCode.OUT_OF_RANGE, "The scorer's number is not in 0..1.")
        : one;
  }

  private void measured(ObjectNode result, Outcome.Measured one, String name) {
    double score = one.score() == 0 ? 0.0 : one.score(); // a negative zero is a zero
    measured++;
    sum += score;
    if (score < lowest) {
      lowest = score;
      lowestName = name;
    }
    result.put("status", ScoreStatus.SUCCESS.wire()).put("score", score);
    said(result, one.reason(), one.metadata());
  }

  private static void said(ObjectNode result, String reason, JsonNode metadata) {
    if (reason != null) {
      result.put("reason", Beginning.of(reason, LONGEST_REASON));
    }
    if (metadata != null) {
      result.set("metadata", metadata);
    }
  }

  /** What it comes to for the item. */
  Outcome outcome() {
    if (told.isEmpty()) {
      return new Outcome.Skipped("The item has no " + choice.named() + "." + leftOut(), metadata());
    }
    if (failed > 0) {
      return new Outcome.Failed(
          firstFailure.code(),
          failed
              + " of "
              + told.size()
              + " "
              + choice.named()
              + " could not be measured; "
              + firstFailed
              + ": "
              + firstFailure.message(),
          metadata());
    }
    if (measured == 0) {
      String all =
          "None of " + told.size() + " " + choice.named() + " could be measured; the first: ";
      return new Outcome.Skipped(all + told.get(0).path("reason").asText() + leftOut(), metadata());
    }
    return new Outcome.Measured(Math.min(1, sum / measured), reason(), metadata());
  }

  private String reason() {
    return "The mean over "
        + measured
        + " of "
        + told.size()
        + " "
        + choice.named()
        + (measured > 1 ? "; the lowest is " + lowestName : "")
        + (skipped > 0 ? "; " + skipped + " were skipped" : "")
        + "."
        + leftOut();
  }

  private String leftOut() {
    return (leftOut == 0 ? "" : " The item has " + leftOut + " more spans that were not kept.")
        + (truncated ? " Its trace has more spans than were looked at." : "");
  }

  private ObjectNode metadata() {
    ObjectNode metadata = Json.mapper().createObjectNode();
    metadata.set(SpanChoice.PARAM, told);
    if (leftOut > 0) {
      metadata.put("left_out", leftOut);
    }
    return metadata;
  }
}

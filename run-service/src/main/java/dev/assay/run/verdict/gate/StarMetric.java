package dev.assay.run.verdict.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.ScorerSummary;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The one scorer that a run is summed up by.
 *
 * @param scorer its key
 * @param threshold what its mean is held against, by equality, too
 * @param lowerIsBetter the mean must be at most the threshold. A score of Assay's own scorers is
 *     always higher-is-better, whatever it measures; this is for scores that others made
 */
public record StarMetric(String scorer, double threshold, boolean lowerIsBetter) {
  private static final Set<String> FIELDS = Set.of("scorer", "threshold", "lower_is_better");

  /**
   * The result.
   *
   * @param scorer key of the scorer
   * @param value its mean, null when there is none
   * @param threshold what the mean is held against
   * @param lowerIsBetter whether the mean must be at most the threshold
   * @param passStatus whether it holds; null when the value is missing
   */
  @Schema(name = "StarMetricResult")
  public record Result(
      String scorer,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double value,
      double threshold,
      boolean lowerIsBetter,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Boolean passStatus) {}

  /**
   * Reads {@code {scorer, threshold}}.
   *
   * @param scorerKeys of the evaluation
   * @param violations takes everything that is wrong, by the path below {@code star_metric}
   * @return null for absent or null, and when something is wrong
   */
  public static StarMetric parse(
      JsonNode json, Set<String> scorerKeys, List<Violation> violations) {
    if (json == null || json.isNull() || json.isMissingNode()) {
      return null;
    }
    if (!json.isObject()) {
      violations.add(
          new Violation("star_metric", "Give an object with the fields scorer and threshold."));
      return null;
    }
    int before = violations.size();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        violations.add(
            new Violation(
                "star_metric." + field.getKey(),
                "There is no such field here." + DidYouMean.ask(field.getKey(), FIELDS)));
      }
    }
    JsonNode scorer = json.path("scorer");
    if (!scorer.isTextual() || !scorerKeys.contains(scorer.textValue())) {
      violations.add(
          new Violation(
              "star_metric.scorer",
              "Give the key of a scorer of the evaluation."
                  + DidYouMean.ask(scorer.asText(), scorerKeys)));
    }
    JsonNode threshold = json.path("threshold");
    if (!threshold.isNumber() || !(threshold.doubleValue() >= 0 && threshold.doubleValue() <= 1)) {
      violations.add(new Violation("star_metric.threshold", "This is a number from 0 to 1."));
    }
    JsonNode lower = json.path("lower_is_better");
    if (!lower.isMissingNode() && !lower.isNull() && !lower.isBoolean()) {
      violations.add(new Violation("star_metric.lower_is_better", "This is true or false."));
    }
    return violations.size() > before
        ? null
        : new StarMetric(scorer.textValue(), threshold.doubleValue(), lower.asBoolean(false));
  }

  /** Holds the scorer's mean against the threshold. */
  public Result in(RunSummary summary) {
    ScorerSummary scored = summary.overall().scorers().get(scorer);
    Double value = scored == null ? null : scored.mean();
    Boolean passes =
        value == null ? null : (Boolean) (lowerIsBetter ? value <= threshold : value >= threshold);
    return new Result(scorer, value, threshold, lowerIsBetter, passes);
  }
}

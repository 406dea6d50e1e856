package dev.assay.run.verdict.comparison.shared;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A scorer that the two sides of a comparison do not share, wholly or in part.
 *
 * @param scorer its key
 * @param reason why: {@code only_baseline} and {@code only_other} when one side has it, {@code
 *     scorer}, {@code version}, {@code params} and {@code judge} when the same key is scored in
 *     another way, {@code runs} when the runs of one side differ among themselves, {@code combines}
 *     when it adds up scores that are not shared, {@code threshold} when its scores are compared
 *     and passed and failed are not
 * @param message the same for people, such as {@code exact_match has other parameters}
 */
@Schema(name = "UnsharedScorer")
public record Unshared(String scorer, Reason reason, String message) {

  static Unshared of(String key, Reason reason) {
    return new Unshared(key, reason, key + " " + reason.says);
  }

  /** Why it is not shared. */
  public enum Reason {
    /** The other side has no such key. */
    @JsonProperty("only_baseline")
    ONLY_BASELINE("scores the baseline only"),
    /** The baseline has no such key. */
    @JsonProperty("only_other")
    ONLY_OTHER("scores the other side only"),
    /** The key is of another scorer. */
    @JsonProperty("scorer")
    SCORER("is another scorer on each side"),
    /** Scores were made by another version. */
    @JsonProperty("version")
    VERSION("has scores of another version on each side"),
    /** Parameters differ. */
    @JsonProperty("params")
    PARAMS("has other parameters on each side"),
    /** Another model was asked. */
    @JsonProperty("judge")
    JUDGE("asks another judge on each side"),
    /** The runs of an alias are not scored alike. */
    @JsonProperty("runs")
    RUNS("is not the same in all runs of a side"),
    /** It combines what is not shared. */
    @JsonProperty("combines")
    COMBINES("combines scores that are not the same"),
    /** Passed means something else. */
    @JsonProperty("threshold")
    THRESHOLD("has another threshold on each side");

    private final String says;

    Reason(String says) {
      this.says = says;
    }
  }
}

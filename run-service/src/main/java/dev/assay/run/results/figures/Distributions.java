package dev.assay.run.results.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.verdict.totals.Histogram;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How what a run measured is spread, ready to draw; of a run that goes on as far as it has come.
 *
 * @param latencyMs of the answers, null without any; those from the cache are left out here and
 *     next
 * @param ttftMs time to the first token, null when nothing was streamed
 * @param scores by scorer key, in the order of the keys
 * @param attempts of the target over time, null before the first
 */
@Schema(name = "RunDistributions")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Distributions(
    UUID runId,
    int generation,
    @Nullable Times latencyMs,
    @Nullable Times ttftMs,
    Map<String, Scores> scores,
    @Nullable Attempts attempts) {

  /**
   * Times in milliseconds in bins whose bounds grow by a factor, for times are seldom spread
   * evenly.
   *
   * @param count how many times there are
   * @param bounds one more than there are bins: a bin has what is at least its bound and less than
   *     the next
   * @param counts of each bin
   */
  @Schema(name = "TimeDistribution")
  public record Times(long count, List<Long> bounds, List<Long> counts) {}

  /**
   * Scores of one scorer.
   *
   * @param histogram in [0,.1), [.1,.2) … [.9,1]
   * @param errors how often it could not measure
   * @param skipped how often it did not apply
   */
  @Schema(name = "ScoreDistribution")
  public record Scores(Histogram histogram, long errors, long skipped) {}

  /**
   * Attempts by when they started and what came of them.
   *
   * @param from when the first started
   * @param to when the last started
   * @param bucketMs how long a bucket is
   * @param outcomes by their class, how many started in each bucket
   */
  @Schema(name = "AttemptDistribution")
  public record Attempts(
      Instant from, Instant to, double bucketMs, Map<String, List<Long>> outcomes) {}
}

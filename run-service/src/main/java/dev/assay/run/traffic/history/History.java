package dev.assay.run.traffic.history;

import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.summary.FieldSummary;
import jakarta.annotation.Nullable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How right the answers of a source were over its runs: by what people corrected, and beside it by
 * what a model made of their notes. Runs of builds that did not tell the two apart have neither,
 * until they are scored again.
 *
 * @param points completed runs, the oldest first
 * @param reruns completed runs that asked the inputs of those again of a version of the skill, the
 *     oldest first; they are no part of changes, weakest fields and statuses, which are of what
 *     production answered
 * @param changes where the accuracy by people's corrections changed its level
 * @param weakestFields fields with most errors over all of the points, by people's corrections
 *     before inferred ones, at most {@value #FIELDS}
 * @param statuses how many runs of the source, completed or not, have each status
 */
@Schema(name = "TrafficHistory")
public record History(
    List<Point> points,
    List<Point> reruns,
    List<Change> changes,
    List<Field> weakestFields,
    Map<String, Long> statuses) {
  static final int FIELDS = 20;

  /**
   * A run.
   *
   * @param run its id
   * @param name for people
   * @param at when it ended
   * @param status it ended in
   * @param scorer key of the scorer that compared fields; null when none did
   * @param human the samples that people corrected; null when it is not known
   * @param inferred the samples whose correction a model made of notes; null when it is not known
   * @param accuracyCorrected over both together; null when none was corrected
   * @param interval of that; null with fewer than two samples
   * @param accuracyAssumingAccepted where what nobody corrected counts as right
   * @param passRate of the run; null when nothing could fail
   * @param samples in scope
   * @param corrected of those, by people or a model
   * @param completionRate completed / in scope
   * @param rerunOf of a rerun, the run whose inputs it asked again
   * @param skill of a rerun, the version that it asked, such as {@code reader@2}
   */
  @Schema(name = "TrafficHistoryPoint")
  public record Point(
      UUID run,
      String name,
      OffsetDateTime at,
      String status,
      @Nullable String scorer,
      @Nullable FieldSummary.Truth human,
      @Nullable FieldSummary.Truth inferred,
      @Nullable Double accuracyCorrected,
      @Nullable Interval interval,
      @Nullable Double accuracyAssumingAccepted,
      @Nullable Double passRate,
      long samples,
      long corrected,
      @Nullable Double completionRate,
      @Nullable UUID rerunOf,
      @Nullable String skill) {}

  /**
   * A change of the level.
   *
   * @param run the first one of the new level
   * @param at when that ended
   * @param before mean accuracy by people's corrections from the change before, weighted by what
   *     each run knows
   * @param after the same from this one on
   * @param pValue of no change, for all the places that were tried
   */
  @Schema(name = "TrafficHistoryChange")
  public record Change(UUID run, OffsetDateTime at, double before, double after, double pValue) {}

  /**
   * A field over all of the points.
   *
   * @param path of the leaf
   * @param wrong samples that people corrected and in which it did not match
   * @param compared samples that people corrected and in which it was compared
   * @param accuracy (compared - wrong) / compared; null when it was compared in none
   * @param runs in how many of the runs it was wrong by what people corrected
   * @param inferredWrong as wrong, of samples whose correction a model made
   * @param inferredCompared as compared, of those
   * @param inferredAccuracy as accuracy, of those
   */
  @Schema(name = "TrafficHistoryField")
  public record Field(
      String path,
      long wrong,
      long compared,
      @Nullable Double accuracy,
      int runs,
      long inferredWrong,
      long inferredCompared,
      @Nullable Double inferredAccuracy) {
    static Field of(
        String path, long wrong, long compared, int runs, long inferredWrong, long inferred) {
      return new Field(
          path,
          wrong,
          compared,
          accuracy(wrong, compared),
          runs,
          inferredWrong,
          inferred,
          accuracy(inferredWrong, inferred));
    }

    private static Double accuracy(long wrong, long compared) {
      return compared == 0 ? null : (Double) ((double) (compared - wrong) / compared);
    }
  }
}

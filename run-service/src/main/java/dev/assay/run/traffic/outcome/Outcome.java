package dev.assay.run.traffic.outcome;

import dev.assay.run.runs.TrafficSource;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.summary.FieldSummary.Band;
import jakarta.annotation.Nullable;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How right the stored answers of a source were.
 *
 * @param source whose they are; null for a run that asked a model
 * @param scorer key of the scorer that compared their fields
 * @param total requests and executions in scope; of a run that asked a model, what it asked
 * @param completed of those, what was answered
 * @param completionRate completed / total
 * @param human samples whose truth a person gave
 * @param inferred samples whose truth a model made of somebody's notes
 * @param uncorrected completed samples that nobody corrected
 * @param accuracyCorrected over the samples that were corrected, by a person or a model
 * @param accuracyAssumingAccepted the same, where what nobody corrected counts as right
 * @param band of the first
 * @param delta to the run before, or to the one whose inputs this run asks again; null for none
 */
@Schema(name = "TrafficOutcome")
public record Outcome(
    @Nullable TrafficSource source,
    String scorer,
    long total,
    long completed,
    @Nullable Double completionRate,
    Samples human,
    Samples inferred,
    long uncorrected,
    @Nullable Double accuracyCorrected,
    @Nullable Double accuracyAssumingAccepted,
    @Nullable Band band,
    @Nullable Delta delta) {

  /** Matches that were compared, and how many of them matched. */
  record Matches(long matched, long compared) {
    Matches plus(Matches more) {
      return new Matches(matched + more.matched, compared + more.compared);
    }

    /** Matched / compared; null when nothing was compared. */
    Double share() {
      return Outcome.share(matched, compared);
    }
  }

  /**
   * Samples of one kind of truth.
   *
   * @param samples how many
   * @param matched leaves that matched
   * @param compared leaves that were compared
   * @param accuracy matched / compared, which is the accuracy corrected of this kind; null when
   *     nothing was
   * @param accuracyAssumingAccepted the same, where what nobody corrected counts as right and the
   *     samples of the other kind are left out; null when there are no samples of this kind, for it
   *     would say nothing of them
   * @param band of the accuracy
   */
  @Schema(name = "TrafficSamples")
  public record Samples(
      long samples,
      long matched,
      long compared,
      @Nullable Double accuracy,
      @Nullable Double accuracyAssumingAccepted,
      @Nullable Band band) {
    /** Of samples beside which there are others that nobody corrected. */
    static Samples of(long samples, Matches leaves, Matches uncorrected) {
      Double accuracy = leaves.share();
      return new Samples(
          samples,
          leaves.matched(),
          leaves.compared(),
          accuracy,
          samples == 0 ? null : leaves.plus(uncorrected).share(),
          accuracy == null ? null : Band.of(accuracy));
    }
  }

  /**
   * The difference to an earlier run.
   *
   * @param run the last one of the same source that was launched before, or whose inputs are asked
   *     again
   * @param accuracy of that run, corrected samples only
   * @param difference of this one's to it, all samples of both
   * @param pairedItems items that both have and that are corrected in both
   * @param pairedDifference mean difference over those; null when there are none
   * @param interval of the paired difference; null with fewer than two
   * @param human the same of the samples that people corrected
   * @param inferred the same of those whose correction a model made
   */
  @Schema(name = "TrafficDelta")
  public record Delta(
      UUID run,
      @Nullable Double accuracy,
      @Nullable Double difference,
      long pairedItems,
      @Nullable Double pairedDifference,
      @Nullable Interval interval,
      Difference human,
      Difference inferred) {
    static Delta of(UUID run, Difference all, Difference human, Difference inferred) {
      return new Delta(
          run,
          all.accuracy(),
          all.difference(),
          all.pairedItems(),
          all.pairedDifference(),
          all.interval(),
          human,
          inferred);
    }
  }

  /**
   * The difference to an earlier run by one kind of truth.
   *
   * @param accuracy of that run; null when nothing was compared
   * @param difference of this one's to it, all samples of both
   * @param pairedItems items that have such a correction in both
   * @param pairedDifference mean difference over those; null when there are none
   * @param interval of the paired difference; null with fewer than two
   */
  @Schema(name = "TrafficDifference")
  public record Difference(
      @Nullable Double accuracy,
      @Nullable Double difference,
      long pairedItems,
      @Nullable Double pairedDifference,
      @Nullable Interval interval) {}

  static Double share(long part, long whole) {
    return whole == 0 ? null : (Double) ((double) part / whole);
  }
}

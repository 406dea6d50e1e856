package dev.assay.run.verdict.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.verdict.comparison.shared.Unshared;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Several sides against one of them. Differences are always other minus baseline.
 *
 * @param by run or alias: what a side is
 * @param baseline name of the side that the others are compared with
 * @param sides all of them, the baseline first
 * @param comparisons each other side with the baseline
 * @param ranking sides by how often one is better than another on an item (Bradley and Terry); null
 *     with two sides, when a side was never or always better, or when no scorer is shared by all
 * @param warnings what makes the sides hard to compare
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Comparison(
    @Schema(enumeration = {"run", "alias"}) String by,
    String baseline,
    List<Side> sides,
    List<Against> comparisons,
    @Nullable List<Rank> ranking,
    List<String> warnings) {

  /**
   * One side as a whole.
   *
   * @param name the run's id, or the alias
   * @param runs its runs
   * @param units answers in it
   * @param passed of them
   * @param failed of them
   * @param errored of them
   * @param unsettled skipped, cancelled or not yet settled
   * @param means of each scorer, over all that it measured
   * @param latency percentiles in milliseconds, null without any
   * @param cost billed for it, retries and judges included; null when not known
   */
  @Schema(name = "ComparisonSide")
  public record Side(
      String name,
      List<RunName> runs,
      int units,
      int passed,
      int failed,
      int errored,
      int unsettled,
      Map<String, Double> means,
      @Nullable Map<String, Double> latency,
      @Nullable Double cost) {}

  /** A run by what people call it. */
  public record RunName(
      UUID id,
      String name,
      @Nullable String alias,
      @Nullable String model,
      @Schema(implementation = RunStatus.class) String status,
      @Nullable @Schema(implementation = Verdict.class) String verdict) {}

  /**
   * One side against the baseline.
   *
   * @param other its name
   * @param paired how many items both have
   * @param onlyBaseline ids of items that only the baseline has, at most 100
   * @param onlyBaselineCount how many those are
   * @param onlyOther ids of items that only the other has, at most 100
   * @param onlyOtherCount how many those are
   * @param headline what is to be said first; null when nothing that both share was measured
   * @param unshared scorers that are not the same on both sides, and therefore are not compared
   * @param items whether items as a whole passed; null when none was measured on both sides, or
   *     when it is not the same scorers and thresholds that decide
   * @param scorers each shared scorer that measured something on both sides; p-values adjusted over
   *     them
   * @param slices sections and labels, those with the smallest p first; adjusted over all of them
   * @param slicesLeftOut how many sections and labels were not looked at, since they are many: the
   *     ones with the fewest items
   * @param fields accuracy of each field of the shared scorers, what lost most first
   * @param latency null without any
   * @param regressed items that passed in the baseline and fail in the other; null where {@code
   *     items} is
   * @param improved items that failed in the baseline and pass in the other; likewise
   */
  @Schema(name = "ComparisonAgainst")
  public record Against(
      String other,
      int paired,
      List<String> onlyBaseline,
      int onlyBaselineCount,
      List<String> onlyOther,
      int onlyOtherCount,
      @Nullable Headline headline,
      List<Unshared> unshared,
      @Nullable PassDifference items,
      List<ScorerDifference> scorers,
      List<SliceDifference> slices,
      int slicesLeftOut,
      List<FieldDifference> fields,
      @Nullable Latencies latency,
      @Nullable Integer regressed,
      @Nullable Integer improved) {

    /** This one as one of several, with the adjusted p-value of its headline. */
    Against amongst(double adjusted, int comparisons) {
      return headline == null
          ? this
          : new Against(
              other,
              paired,
              onlyBaseline,
              onlyBaselineCount,
              onlyOther,
              onlyOtherCount,
              new Headline(headline.scorer(), headline.p(), adjusted, comparisons),
              unshared,
              headline.scorer() == null ? items.adjusted(adjusted) : items,
              scorers,
              slices,
              slicesLeftOut,
              fields,
              latency,
              regressed,
              improved);
    }
  }

  /**
   * What is to be said first of a side against the baseline.
   *
   * @param scorer whose scores it is about; null for whether the items passed
   * @param p of that difference
   * @param pAdjusted after Holm over the first sentences of all sides; null with two sides
   * @param comparisons over how many that is
   */
  @Schema(name = "ComparisonHeadline")
  public record Headline(
      @Nullable String scorer, double p, @Nullable Double pAdjusted, int comparisons) {

    /** Of the items as a whole, else of the first scorer that both share. */
    static Headline of(@Nullable PassDifference items, List<ScorerDifference> scorers) {
      return items != null
          ? new Headline(null, items.p(), null, 1)
          : scorers.stream()
              .filter(scorer -> scorer.scores().difference() != null)
              .findFirst()
              .map(scorer -> new Headline(scorer.scorer(), scorer.scores().p(), null, 1))
              .orElse(null);
    }
  }

  /**
   * A place in the ranking.
   *
   * @param name of the side
   * @param strength share, adding up to 1
   * @param elo around a mean of 0
   */
  public record Rank(String name, double strength, double elo) {}

  /**
   * What one scorer says of both sides within a part of the items.
   *
   * @param kind section or label
   * @param name of the section or label
   * @param scorer its key; null for whether the items passed
   * @param scores adjusted over all slices of the comparison
   */
  public record SliceDifference(
      @Schema(enumeration = {"section", "label"}) String kind,
      String name,
      @Nullable String scorer,
      MeanDifference scores) {}

  /**
   * What one scorer says of both sides.
   *
   * @param scorer its key
   * @param scores means of the scores
   * @param passes pass and fail, null when it has no threshold
   */
  public record ScorerDifference(
      String scorer, MeanDifference scores, @Nullable PassDifference passes) {}
}

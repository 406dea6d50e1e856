package dev.assay.run.verdict.gate;

import dev.assay.common.part.ScorerSpec;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.verdict.passports.AgainstPeople;
import dev.assay.run.verdict.passports.JudgedRate;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.ScorerSummary;
import dev.assay.run.verdict.totals.FieldScorers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a gate demands of judges before it believes a number that hangs on them: that people have
 * labelled enough of their answers, and that they agree with people.
 *
 * @param minLabels labelled answers
 * @param minKappa Cohen's kappa at least; null for no limit
 */
public record PassportDemand(int minLabels, Double minKappa) {
  /** What {@code require_passport: true} demands. */
  public static final PassportDemand PLAIN = new PassportDemand(AgainstPeople.MIN_LABELS, null);

  /**
   * Makes every criterion inconclusive that hangs on a judge without a passport, whether it held or
   * not: what such a judge says speaks neither for nor against the run. A criterion whose value
   * does not exist stays failed.
   *
   * @param judged what the gate says otherwise
   * @param summary of the run, with what is known of the judges
   * @param scorers of the run
   * @param otherJudges keys whose answers another judge has judged in the baseline: the difference
   *     to it may be one of judges
   */
  public GateResult on(
      GateResult judged, RunSummary summary, List<ScorerSpec> scorers, Set<String> otherJudges) {
    return judged.doubting(criterion -> objection(criterion, summary, scorers, otherJudges));
  }

  private String objection(
      Criterion criterion, RunSummary summary, List<ScorerSpec> scorers, Set<String> otherJudges) {
    for (String key : behind(criterion, scorers)) {
      ScorerSummary scorer = summary.overall().scorers().get(key);
      String missing = scorer == null || scorer.judge() == null ? null : missing(scorer.judge());
      if (missing != null) {
        return "The gate requires a passport, which the judge of " + key + " has not. " + missing;
      }
      if (criterion.type().comparesRuns() && otherJudges.contains(key)) {
        return "The gate requires a passport, and another judge has judged "
            + key
            + " in the baseline: rescore the baseline with the judge of this run.";
      }
    }
    return null;
  }

  /** Why a judge is not believed, null when it is. */
  private String missing(JudgedRate judge) {
    AgainstPeople against = judge.againstPeople();
    if (judge.passport() == null || judge.passRate() == null) {
      return judge.message();
    }
    String missing = against.missing(minLabels);
    if (missing == null
        && minKappa != null
        && (against.kappa() == null || against.kappa() < minKappa)) {
      return against.kappa() == null
          ? "Its kappa against people does not exist, and " + minKappa + " is required."
          : String.format(
              Locale.ROOT,
              "Its kappa against people is %.3f, and %s is required.",
              against.kappa(),
              minKappa);
    }
    return missing;
  }

  /** The scorers that a criterion hangs on, also through one that combines others. */
  static Set<String> behind(Criterion criterion, List<ScorerSpec> scorers) {
    Set<String> keys = new LinkedHashSet<>();
    for (ScorerSpec scorer : scorers) {
      boolean looked =
          criterion.scorer() == null
              ? criterion.type() != CriterionType.FIELD_ACCURACY || FieldScorers.isOne(scorer.id())
              : criterion.scorer().equals(scorer.key());
      if (looked) {
        keys.add(scorer.key());
        if (scorer.id().equals(RunSpec.COMBINING) && scorer.params() != null) {
          scorer.params().path("weights").fieldNames().forEachRemaining(keys::add);
        }
      }
    }
    return keys;
  }
}

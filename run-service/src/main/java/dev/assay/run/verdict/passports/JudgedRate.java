package dev.assay.run.verdict.passports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.verdict.statistics.Agreement;
import dev.assay.run.verdict.statistics.Interval;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The pass rate that a judge gave in a run, and what it comes to when its errors are taken out.
 * Answers judged by rule, and those the judge could not judge, stand outside.
 *
 * @param passport the judge's identity; null when it has judged nothing, or when several judges
 *     have, because the judge changed while the run went on
 * @param judged how many answers it judged
 * @param passRate the share of them that it passed, as it is; null without a threshold
 * @param correctedPassRate the same by Rogan and Gladen, cut to 0..1; null when that cannot be said
 * @param correctedPassRateInterval with the uncertainty of the labels in it
 * @param message why there is no corrected rate; null when there is one
 * @param againstPeople the judge held against people
 */
@Schema(name = "JudgedRate")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record JudgedRate(
    @Nullable String passport,
    long judged,
    @Nullable Double passRate,
    @Nullable Double correctedPassRate,
    @Nullable Interval correctedPassRateInterval,
    @Nullable String message,
    AgainstPeople againstPeople) {

  /** Without a judge that it could be corrected by. */
  static JudgedRate unknown(long judged, String why) {
    return new JudgedRate(null, judged, null, null, null, why, AgainstPeople.NOBODY);
  }

  /** Of a scorer without a threshold. */
  static JudgedRate withoutThreshold(String passport, long judged) {
    return new JudgedRate(
        passport,
        judged,
        null,
        null,
        null,
        AgainstPeople.WITHOUT_THRESHOLD.message(),
        AgainstPeople.WITHOUT_THRESHOLD);
  }

  /**
   * Of one judge.
   *
   * @param passed of the judged
   * @param repeats answers per item: those to one item count as one for the interval
   */
  public static JudgedRate of(
      String passport, long judged, long passed, int repeats, AgainstPeople against) {
    double rate = (double) passed / judged;
    if (!against.issued()) {
      return new JudgedRate(
          passport,
          judged,
          rate,
          null,
          null,
          "The pass rate cannot be corrected: the judge has no passport. " + against.message(),
          against);
    }
    Double corrected =
        Agreement.roganGladen(rate, against.truePositiveRate(), against.trueNegativeRate());
    return new JudgedRate(
        passport,
        judged,
        rate,
        Math.min(1, Math.max(0, corrected)),
        Agreement.roganGladenInterval(
            rate, Math.ceil((double) judged / repeats), against.confusion(), Interval.LEVEL),
        null,
        against);
  }
}

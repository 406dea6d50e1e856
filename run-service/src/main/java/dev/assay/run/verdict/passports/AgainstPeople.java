package dev.assay.run.verdict.passports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.verdict.statistics.Confusion;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.statistics.Proportions;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A judge held against people, over the answers that both have judged.
 *
 * @param labels how many answers
 * @param disputed answers of which as many people said pass as fail; they are not among the labels
 * @param confusion who passed what
 * @param agreement share of answers of which both said the same
 * @param kappa Cohen's; null when chance alone gives full agreement
 * @param truePositiveRate share that the judge passed of what people passed
 * @param trueNegativeRate share that the judge failed of what people failed
 * @param issued whether that is enough to rely on: a passport is issued
 * @param message why it is not, null when it is
 */
@Schema(name = "JudgeAgainstPeople")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AgainstPeople(
    long labels,
    long disputed,
    Confusion confusion,
    @Nullable Double agreement,
    @Nullable Interval agreementInterval,
    @Nullable Double kappa,
    @Nullable Double truePositiveRate,
    @Nullable Interval truePositiveRateInterval,
    @Nullable Double trueNegativeRate,
    @Nullable Interval trueNegativeRateInterval,
    boolean issued,
    @Nullable String message) {
  /** Labels that a passport takes unless a gate says another number. */
  public static final int MIN_LABELS = 30;

  /** Of these, at least so many that people passed, and so many that they failed. */
  public static final int MIN_EACH = 5;

  /** Of a judge none of whose answers anybody has labelled. */
  public static final AgainstPeople NOBODY = of(Confusion.EMPTY, 0);

  /** Of a judge without a threshold: it neither passes nor fails anything. */
  public static final AgainstPeople WITHOUT_THRESHOLD =
      of(Confusion.EMPTY, 0)
          .because(
              "The scorer has no threshold, so its judge neither passes nor fails anything: give it"
                  + " one.");

  /** From the counts, with Wilson's intervals for the shares. */
  public static AgainstPeople of(Confusion c, long disputed) {
    String missing = missing(c, MIN_LABELS);
    return new AgainstPeople(
        c.total(),
        disputed,
        c,
        c.agreement(),
        Proportions.wilson(c.agreeing(), c.total(), Interval.LEVEL),
        c.kappa(),
        c.truePositiveRate(),
        Proportions.wilson(c.bothPassed(), c.peoplePassed(), Interval.LEVEL),
        c.trueNegativeRate(),
        Proportions.wilson(c.bothFailed(), c.peopleFailed(), Interval.LEVEL),
        missing == null,
        missing);
  }

  private AgainstPeople because(String why) {
    return new AgainstPeople(
        labels,
        disputed,
        confusion,
        agreement,
        agreementInterval,
        kappa,
        truePositiveRate,
        truePositiveRateInterval,
        trueNegativeRate,
        trueNegativeRateInterval,
        false,
        why);
  }

  /**
   * What is missing for a passport.
   *
   * @param labels how many it takes
   * @return a sentence, null when nothing is missing
   */
  public String missing(int labels) {
    return missing(confusion, labels);
  }

  private static String missing(Confusion c, int needed) {
    if (c.total() == 0) {
      return "No answer that it judged has a person's label.";
    }
    if (c.total() < needed) {
      return "Of its answers "
          + c.total()
          + (c.total() == 1 ? " is" : " are")
          + " labelled and "
          + needed
          + " are needed.";
    }
    if (c.peoplePassed() < MIN_EACH || c.peopleFailed() < MIN_EACH) {
      return "Of its labelled answers people passed "
          + c.peoplePassed()
          + " and failed "
          + c.peopleFailed()
          + "; "
          + MIN_EACH
          + " of each are needed.";
    }
    return c.truePositiveRate() + c.trueNegativeRate() <= 1
        ? "Against people it is no better than chance: true-positive and true-negative rate come to"
            + " no more than 1."
        : null;
  }
}

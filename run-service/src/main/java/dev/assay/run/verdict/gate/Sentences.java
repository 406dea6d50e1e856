package dev.assay.run.verdict.gate;

import dev.assay.run.verdict.gate.CriterionResult.Outcome;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.summary.Bounds;
import dev.assay.run.verdict.summary.Estimate;
import dev.assay.run.verdict.summary.FieldSummary;
import dev.assay.run.verdict.summary.GroupSummary;
import dev.assay.run.verdict.summary.RunSummary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a criterion, for people. */
final class Sentences {
  private Sentences() {}

  static String of(
      Criterion criterion,
      Estimate estimate,
      Outcome outcome,
      Outcome byBounds,
      RunSummary summary) {
    String subject = subject(criterion);
    if (criterion.absent(summary)) {
      return subject
          + " is not known: no item of section "
          + criterion.section()
          + " was in the sample.";
    }
    if (estimate.value() == null) {
      return subject + " does not exist: " + missing(criterion, estimate, summary) + ".";
    }
    String is = subject + " is " + number(estimate.value(), criterion);
    return judged(criterion, estimate, outcome, byBounds, is) + truths(criterion, summary);
  }

  private static String judged(
      Criterion criterion, Estimate estimate, Outcome outcome, Outcome byBounds, String is) {
    return switch (outcome) {
      case PASS -> is + ", which is " + limits(criterion) + ".";
      case FAIL -> is + ", which is not " + limits(criterion) + ".";
      case INCONCLUSIVE ->
          byBounds == Outcome.INCONCLUSIVE
              ? is + ", but " + unmeasured(criterion, estimate.bounds())
              : is + ", but " + uncertain(criterion, estimate.interval());
    };
  }

  /** Whose corrections are behind the value, as far as a model made some; else empty. */
  private static String truths(Criterion criterion, RunSummary summary) {
    FieldSummary fields = criterion.truths(summary);
    if (fields == null || criterion.truth() != null || fields.inferred().samples() == 0) {
      return "";
    }
    long inferred = fields.inferred().samples();
    String sentence =
        " Of the "
            + (fields.human().samples() + inferred)
            + " corrected samples behind it "
            + inferred
            + (inferred == 1 ? " has" : " have")
            + " a correction that a model inferred";
    Double human = fields.human().accuracy();
    if (criterion.type() != CriterionType.FIELD_ACCURACY) {
      return sentence + ".";
    }
    return human == null
        ? sentence + "; there are none of people."
        : sentence + "; by people's alone it is " + number(human, criterion) + ".";
  }

  /** That a verdict rests on what a model inferred, and how far. */
  static String restsOnInferred(List<CriterionResult> criteria) {
    String each =
        criteria.stream()
            .map(c -> percent(c.inferredShare()) + " for " + name(c.criterion()))
            .collect(Collectors.joining(", "));
    return "The verdict rests on corrections that a model inferred of notes, too: of the corrected"
        + " samples "
        + each
        + ". A criterion of type field_accuracy with truth: human asks for people's corrections"
        + " alone.";
  }

  /** Rounded such that a part is neither nothing nor all. */
  private static String percent(double share) {
    long whole = Math.round(share * 100);
    return share < 1 && whole == 100 ? "over 99 %" : whole == 0 ? "under 1 %" : whole + " %";
  }

  /** A criterion among others of its gate. */
  static String name(Criterion criterion) {
    return criterion.label() == null
        ? criterion.type().wire()
            + (criterion.scorer() == null ? "" : " of " + criterion.scorer())
            + (criterion.section() == null ? "" : " in section " + criterion.section())
            + byPeople(criterion)
        : criterion.label();
  }

  private static String subject(Criterion criterion) {
    return criterion.type().title()
        + (criterion.scorer() == null ? "" : " of " + criterion.scorer())
        + (criterion.section() == null ? "" : " in section " + criterion.section())
        + byPeople(criterion);
  }

  private static String byPeople(Criterion criterion) {
    return criterion.truth() == null ? "" : " by people's corrections";
  }

  private static String missing(Criterion criterion, Estimate estimate, RunSummary summary) {
    if (criterion.type().comparesRuns()) {
      return "no item was measured both here and in the baseline";
    }
    GroupSummary group =
        criterion.section() == null
            ? summary.overall()
            : summary.sections().get(criterion.section());
    if (criterion.scorer() != null && !group.scorers().containsKey(criterion.scorer())) {
      return "the run has no such scorer";
    }
    if (criterion.type() == CriterionType.PASS_RATE && estimate.bounds() == null) {
      boolean held =
          criterion.scorer() == null
              ? group.scorers().values().stream().anyMatch(s -> s.threshold() != null)
              : group.scorers().get(criterion.scorer()).threshold() != null;
      if (!held) {
        return criterion.scorer() == null
            ? "no scorer has a threshold, so nothing can fail"
            : "the scorer has no threshold, so nothing can fail";
      }
    }
    if (group.total() == 0) {
      return "there are no units";
    }
    if (criterion.truth() != null && compares(criterion, group)) {
      return criterion.truths(summary) == null
          ? "whose corrections these are is not known; runs over traffic tell it, when they end or"
              + " are rescored"
          : "no answer that was compared has a correction by a person";
    }
    if (criterion.type() == CriterionType.FIELD_ACCURACY && estimate.bounds() == null) {
      return "nothing here compares fields";
    }
    return "nothing was measured";
  }

  private static boolean compares(Criterion criterion, GroupSummary group) {
    return criterion.scorer() == null
        ? group.fieldAccuracy() != null
        : group.scorers().get(criterion.scorer()).fields() != null;
  }

  private static String limits(Criterion criterion) {
    String min = criterion.min() == null ? null : "at least " + plain(criterion.min());
    String max = criterion.max() == null ? null : "at most " + plain(criterion.max());
    return min == null ? max : max == null ? min : min + " and " + max;
  }

  private static String unmeasured(Criterion criterion, Bounds bounds) {
    return bounds.unmeasured()
        + (bounds.unmeasured() == 1 ? " unit is" : " units are")
        + " not measured and could move it anywhere from "
        + number(bounds.lower(), criterion)
        + " to "
        + number(bounds.upper(), criterion)
        + "; it must be "
        + limits(criterion)
        + ".";
  }

  private static String uncertain(Criterion criterion, Interval interval) {
    if (interval == null) {
      return "there is too little to say how far chance moved it; it must be "
          + limits(criterion)
          + ".";
    }
    return "its "
        + plain(interval.level() * 100)
        + " % interval goes from "
        + number(interval.lower(), criterion)
        + " to "
        + number(interval.upper(), criterion)
        + "; all of it must be "
        + limits(criterion)
        + ".";
  }

  /** Four decimals, unless that would make a value look like the limit that it is not. */
  private static String number(double value, Criterion criterion) {
    String rounded = plain(value);
    boolean misleading =
        (criterion.min() != null
                && value != criterion.min()
                && rounded.equals(plain(criterion.min())))
            || (criterion.max() != null
                && value != criterion.max()
                && rounded.equals(plain(criterion.max())));
    return misleading ? Double.toString(value) : rounded;
  }

  private static String plain(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN);
    return rounded.stripTrailingZeros().toPlainString();
  }
}

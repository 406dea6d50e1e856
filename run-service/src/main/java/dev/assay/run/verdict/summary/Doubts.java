package dev.assay.run.verdict.summary;

import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.verdict.statistics.FisherExact;
import dev.assay.run.verdict.totals.Retried;
import dev.assay.run.verdict.totals.Unmeasured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what makes the numbers of a run doubtful. */
final class Doubts {
  // Of a hundred runs in which attempts failed at random, one is told of.
  private static final double SURPRISING = 0.01;

  private Doubts() {}

  static List<Warning> of(Unmeasured found, Retried retried) {
    List<Warning> warnings = new ArrayList<>();
    add(
        warnings,
        "TRUNCATED",
        found.truncated(),
        "was cut off at its token limit",
        "were cut off at their token limit",
        "answer");
    add(
        warnings,
        "FILTERED",
        found.filtered(),
        "was stopped by a filter",
        "were stopped by a filter",
        "answer");
    add(warnings, "REFUSED", found.refused(), "is a refusal", "are refusals", "answer");
    add(
        warnings,
        "UNPARSABLE",
        found.unparsable(),
        "could not be read by a scorer or its judge's reply could not",
        "could not be read by a scorer or its judge's reply could not",
        "answer");
    add(
        warnings,
        "WITHOUT_EXPECTATION",
        found.withoutExpectation(),
        "has no expected value that a scorer needs",
        "have no expected value that a scorer needs",
        "item");
    add(
        warnings,
        "UNMEASURED",
        found.errors(),
        "ended in error and was not measured",
        "ended in error and were not measured",
        "item");
    String bias = bias(retried);
    if (bias != null) {
      warnings.add(new Warning("RETRY_BIAS", bias));
    }
    return warnings;
  }

  private static void add(
      List<Warning> warnings, String code, long count, String one, String several, String what) {
    if (count > 0) {
      warnings.add(
          new Warning(
              code,
              count == 1
                  ? "1 " + what + " " + one + "."
                  : count + " " + what + "s " + several + "."));
    }
  }

  private static String bias(Retried r) {
    if (r.first() == 0 || r.again() == 0) {
      return null;
    }
    double p =
        FisherExact.p(
            r.firstPassed(),
            r.first() - r.firstPassed(),
            r.againPassed(),
            r.again() - r.againPassed());
    return p > SURPRISING
        ? null
        : String.format(
            Locale.ROOT,
            "Answers that took more than one attempt did otherwise than the rest: %d of %d passed,"
                + " against %d of %d that came at once (Fisher's exact test, p = %.2g). What failed"
                + " did not fail at random, so items left in error may have moved the pass rate.",
            r.againPassed(),
            r.again(),
            r.firstPassed(),
            r.first(),
            p);
  }
}

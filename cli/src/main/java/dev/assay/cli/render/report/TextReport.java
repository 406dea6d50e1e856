package dev.assay.cli.render.report;

import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.ItemView;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.Table;
import java.util.ArrayList;
import java.util.List;

/** The result of a run for a person at a terminal. */
public final class TextReport {
  private static final List<String> NOTHING_DECIDED =
      List.of(
          "Nothing was decided: this gate cannot fail, or an answer that knows nothing passes it."
              + " The",
          "exit code is 3. Give a scorer a threshold that such an answer misses, or, if the gate"
              + " is",
          "meant so, set allow_vacuous: true.");

  private TextReport() {}

  /**
   * Lines to print.
   *
   * @param run terminal
   * @param worst items to look at first
   * @param errors why items have no measurement, grouped
   */
  public static List<String> of(RunView run, List<ItemView> worst, List<String> errors) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(headline(run));
    lines.add(counts(run));
    Table scorers = scorers(run);
    if (!scorers.isEmpty()) {
      lines.add("");
      lines.addAll(scorers.lines());
    }
    Table spans = SpansTable.of(run);
    if (!spans.isEmpty()) {
      lines.add("");
      lines.addAll(spans.lines());
    }
    lines.addAll(JudgesTable.lines(run));
    Table fields = fields(run);
    if (!fields.isEmpty()) {
      lines.add("");
      lines.addAll(fields.lines());
    }
    if (!run.criteria().isEmpty()) {
      lines.add("");
      lines.add("CRITERIA");
      run.criteria().forEach(c -> lines.add("  " + criterion(c, run.nothingDecided())));
    }
    if (run.nothingDecided()) {
      lines.add("");
      lines.addAll(NOTHING_DECIDED);
    }
    lines.addAll(Breakdown.lines(run));
    if (!worst.isEmpty()) {
      Table items = new Table(List.of("WORST ITEMS", "STATUS", "SCORES", "WHY"));
      worst.forEach(
          i -> items.row(List.of(i.label(), Plain.line(i.status(), 20), i.scores(), i.reason())));
      lines.add("");
      lines.addAll(items.lines());
    }
    lines.addAll(errors);
    List<String> unmeasured = Unmeasured.lines(run);
    if (!unmeasured.isEmpty()) {
      lines.add("");
      lines.addAll(unmeasured);
    }
    if (!run.warnings().isEmpty() || !run.error().isEmpty()) {
      lines.add("");
      run.warnings().forEach(w -> lines.add("warning: " + w));
      if (!run.error().isEmpty()) {
        lines.add("error: " + run.error());
      }
    }
    if (run.count("total") > 0) {
      lines.add("");
      lines.add("All items: assay show " + run.shortId() + " --items");
    }
    return lines;
  }

  /** One row per scorer: mean, interval, pass rate, range, how many, errors, threshold. */
  static Table scorers(RunView run) {
    Table table =
        new Table(
            List.of(
                "SCORER",
                "MEAN",
                "INTERVAL",
                "PASS RATE",
                "MIN",
                "MAX",
                "COUNT",
                "ERRORS",
                "SKIPPED",
                "THRESHOLD"));
    run.scorers()
        .forEach(
            s ->
                table.row(
                    List.of(
                        s.key(),
                        Amounts.score(s.number("mean")),
                        s.interval(),
                        Amounts.percent(s.passRate()),
                        Amounts.score(s.number("min")),
                        Amounts.score(s.number("max")),
                        s.whole("count"),
                        s.whole("errors"),
                        s.whole("skipped"),
                        Amounts.score(s.number("threshold")))));
    return table;
  }

  /**
   * One row per scorer that compares the leaves of structured answers: the share of leaves that
   * match among corrected samples, and when samples without a correction count as accepted. Of a
   * run over traffic also by whose corrections these are.
   */
  static Table fields(RunView run) {
    Table table =
        new Table(
            List.of(
                "FIELD ACCURACY",
                "SAMPLES",
                "CORRECTED",
                "ASSUMING ACCEPTED",
                "MATCHED",
                "COMPARED",
                "NO CORRECTION"));
    for (RunView.Scorer scorer : run.scorers()) {
      if (scorer.comparesFields()) {
        RunView.Scorer all = scorer.fields();
        fields(
            table,
            all.key(),
            scorer.whole("count"),
            all.number("accuracy_corrected"),
            all,
            all.whole("uncorrected"));
        if (run.overTraffic() || all.tellsTruths()) {
          truth(table, "people's", all.truth("human"));
          truth(table, "inferred", all.truth("inferred"));
        }
      }
    }
    return table;
  }

  private static void truth(Table table, String name, RunView.Scorer of) {
    fields(table, name, of.whole("samples"), of.number("accuracy"), of, "");
  }

  private static void fields(
      Table table,
      String name,
      String samples,
      Double accuracy,
      RunView.Scorer of,
      String uncorrected) {
    Table unused =
        table.row(
            List.of(
                name,
                samples,
                Amounts.percent(accuracy),
                Amounts.percent(of.number("accuracy_assuming_accepted")),
                of.whole("matched"),
                of.whole("compared"),
                uncorrected));
  }

  /** {@code ✔ pass_rate ≥ 0.95: observed 0.967, interval 0.91 … 0.99}. */
  static String criterion(RunView.Criterion criterion, boolean nothingDecided) {
    Boolean passed = nothingDecided ? null : criterion.passed();
    String mark = passed == null ? "?" : passed ? "✔" : criterion.warnsOnly() ? "!" : "✘";
    String interval =
        criterion.interval().equals(Amounts.UNKNOWN) ? "" : ", interval " + criterion.interval();
    return mark
        + " "
        + criterion.text()
        + (criterion.warnsOnly() ? " (warns only)" : "")
        + ": observed "
        + criterion.observed()
        + interval
        + inferred(criterion.inferredShare())
        + (Boolean.TRUE.equals(passed) || criterion.message().isEmpty()
            ? ""
            : ". " + criterion.message());
  }

  private static String inferred(Double share) {
    return share == null || share == 0
        ? ""
        : ", inferred corrections " + Amounts.percent(share) + " of all";
  }

  private static String headline(RunView run) {
    String verdict =
        switch (run.verdict()) {
          case "pass" -> "PASS";
          case "fail" -> "FAIL";
          case "inconclusive" -> "INCONCLUSIVE";
          default -> run.nothingDecided() ? "NOTHING DECIDED" : "no gate";
        };
    return "%s  %s  (%s, run %s)"
        .formatted(verdict, run.name(), Plain.line(run.status(), 30), run.id());
  }

  private static String counts(RunView run) {
    List<String> parts = new ArrayList<>();
    parts.add(Amounts.count(run.count("total")) + " items");
    for (String name : List.of("passed", "failed", "errored", "skipped", "cancelled", "cached")) {
      if (run.count(name) > 0) {
        boolean passed = name.equals("passed") && !run.canFail();
        parts.add(
            Amounts.count(run.count(name)) + " " + (passed ? "scored, none could fail" : name));
      }
    }
    if (run.seconds() != null) {
      parts.add(Amounts.duration(run.seconds()));
    }
    if (run.callsModels() && (run.cost() != null || run.knownCost() != null)) {
      parts.add(Amounts.cost(run.cost(), run.knownCost()));
    }
    Double answers = run.candidateCost();
    if (answers != null && run.usefulCost() != null && run.usefulCost() < answers) {
      parts.add("of it useful " + Amounts.cost(run.usefulCost()));
    }
    if (run.savedCost() != null && run.savedCost() > 0) {
      parts.add("saved by the cache " + Amounts.cost(run.savedCost()));
    }
    return String.join(" · ", parts);
  }
}

package dev.assay.cli.render.report;

import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.Table;
import java.util.ArrayList;
import java.util.List;

/** The result of a run as a Markdown summary, for pull requests and build pages. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /**
   * Lines to print.
   *
   * @param run terminal
   */
  public static List<String> of(RunView run) {
    List<String> lines = new ArrayList<>();
    lines.add("### " + mark(run) + " " + escape(run.name().isEmpty() ? run.id() : run.name()));
    lines.add("");
    Table overview =
        new Table(
            List.of("verdict", "status", "items", "passed", "failed", "errored", "time", "cost"));
    overview.row(
        List.of(
            run.nothingDecided() ? "nothing decided" : run.verdict(),
            Plain.line(run.status(), 30),
            Amounts.count(run.count("total")),
            Amounts.count(run.count("passed")),
            Amounts.count(run.count("failed")),
            Amounts.count(run.count("errored")),
            Amounts.duration(run.seconds()),
            Amounts.atLeast(run.cost(), run.knownCost())));
    lines.addAll(overview.markdown());
    Table scorers = TextReport.scorers(run);
    if (!scorers.isEmpty()) {
      lines.add("");
      lines.addAll(scorers.markdown());
    }
    Table spans = SpansTable.of(run);
    if (!spans.isEmpty()) {
      lines.add("");
      lines.addAll(spans.markdown());
    }
    Table judges = JudgesTable.of(run);
    if (!judges.isEmpty()) {
      lines.add("");
      lines.addAll(judges.markdown());
    }
    Table fields = TextReport.fields(run);
    if (!fields.isEmpty()) {
      lines.add("");
      lines.addAll(fields.markdown());
    }
    if (!run.criteria().isEmpty()) {
      lines.add("");
      run.criteria()
          .forEach(c -> lines.add("- " + escape(TextReport.criterion(c, run.nothingDecided()))));
    }
    run.warnings().forEach(w -> lines.add("- warning: " + escape(w)));
    if (!run.error().isEmpty()) {
      lines.add("- error: " + escape(run.error()));
    }
    lines.add("");
    lines.add("Run `" + run.id() + "`");
    return lines;
  }

  private static String mark(RunView run) {
    return switch (run.verdict()) {
      case "pass" -> "✔";
      case "fail" -> "✘";
      case "inconclusive" -> "?";
      default -> run.status().equals("failed") ? "✘" : run.nothingDecided() ? "?" : "•";
    };
  }

  /** Remote text must not become links, images or markup. */
  static String escape(String text) {
    return text.replaceAll("([\\\\`*_{}\\[\\]<>#!|~])", "\\\\$1");
  }
}

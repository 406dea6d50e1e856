package dev.assay.cli.render;

import java.util.ArrayList;
import java.util.List;

/** The result of a run as a Markdown summary, for pull requests and build pages. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /**
   * Lines to print.
   *
   * @param run terminal
   * @param page where to see more, null for nowhere
   */
  public static List<String> of(RunView run, String page) {
    List<String> lines = new ArrayList<>();
    lines.add("### " + mark(run) + " " + escape(run.name().isEmpty() ? run.id() : run.name()));
    lines.add("");
    Table overview =
        new Table(
            List.of("verdict", "status", "items", "passed", "failed", "errored", "time", "cost"));
    overview.row(
        List.of(
            run.verdict(),
            Plain.line(run.status(), 30),
            Amounts.count(run.count("total")),
            Amounts.count(run.count("passed")),
            Amounts.count(run.count("failed")),
            Amounts.count(run.count("errored")),
            Amounts.duration(run.seconds()),
            Amounts.cost(run.cost())));
    lines.addAll(overview.markdown());
    Table scorers = TextReport.scorers(run);
    if (!scorers.isEmpty()) {
      lines.add("");
      lines.addAll(scorers.markdown());
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
      run.criteria().forEach(c -> lines.add("- " + escape(TextReport.criterion(c))));
    }
    run.warnings().forEach(w -> lines.add("- warning: " + escape(w)));
    if (!run.error().isEmpty()) {
      lines.add("- error: " + escape(run.error()));
    }
    if (page != null) {
      lines.add("");
      lines.add("[Open the run](" + page + ")");
    }
    return lines;
  }

  private static String mark(RunView run) {
    return switch (run.verdict()) {
      case "pass" -> "✔";
      case "fail" -> "✘";
      case "inconclusive" -> "?";
      default -> run.status().equals("failed") ? "✘" : "•";
    };
  }

  /** Remote text must not become links, images or markup. */
  static String escape(String text) {
    return text.replaceAll("([\\\\`*_{}\\[\\]<>#!|~])", "\\\\$1");
  }
}

package dev.assay.cli.render.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Runs of several targets over the same items, side by side. */
public final class GroupReport {
  private GroupReport() {}

  /**
   * Lines for a terminal.
   *
   * @param runs terminal, in the order of the targets
   */
  public static List<String> text(List<RunView> runs) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(table(runs).lines());
    for (RunView run : runs) {
      List<String> about = about(run);
      if (!about.isEmpty()) {
        lines.add("");
        lines.add(name(run));
        about.forEach(line -> lines.add("  " + line));
      }
    }
    lines.add("");
    runs.forEach(run -> lines.add(name(run) + ": assay show " + run.shortId() + " --items"));
    if (!runs.get(0).group().isEmpty()) {
      lines.add("item by item: assay compare --group " + Plain.line(runs.get(0).group(), 40));
    }
    return lines;
  }

  /** The same as Markdown, for pull requests and build pages. */
  public static List<String> markdown(List<RunView> runs) {
    List<String> lines = new ArrayList<>(table(runs).markdown());
    for (RunView run : runs) {
      List<String> about = about(run);
      if (!about.isEmpty()) {
        lines.add("");
        lines.add("**" + MarkdownReport.escape(name(run)) + "**");
        lines.add("");
        about.forEach(line -> lines.add("- " + MarkdownReport.escape(line)));
      }
    }
    lines.add("");
    runs.forEach(r -> lines.add("- " + MarkdownReport.escape(name(r)) + ": run `" + r.id() + "`"));
    return lines;
  }

  /** What a target is called: its alias, else its model. */
  public static String name(RunView run) {
    JsonNode json = run.json();
    String name =
        json.hasNonNull("alias")
            ? json.get("alias").asText()
            : json.path("target").path("model").asText(run.id());
    return Plain.line(name, 40);
  }

  /** Targets beside each other; below each other what was measured. */
  private static Table table(List<RunView> runs) {
    List<String> header = new ArrayList<>(List.of("TARGET"));
    runs.forEach(run -> header.add(name(run)));
    Table table = new Table(header);
    row(table, runs, "verdict", r -> r.nothingDecided() ? "nothing decided" : r.verdict());
    row(table, runs, "status", run -> Plain.line(run.status(), 30));
    row(table, runs, "items settled", GroupReport::settled);
    row(table, runs, "pass rate", run -> rate(run.json().path("summary"), run.canFail()));
    Set<String> scorers = new LinkedHashSet<>();
    runs.forEach(run -> run.scorers().forEach(s -> scorers.add(s.key())));
    for (String key : scorers) {
      row(table, runs, key + " mean", run -> mean(scorer(run, key)));
      row(
          table,
          runs,
          key + " pass rate",
          run -> rate(scorer(run, key), scorer(run, key).path("threshold").isNumber()));
    }
    row(table, runs, "latency p50", run -> latency(run, "p50"));
    row(table, runs, "latency p95", run -> latency(run, "p95"));
    row(table, runs, "cost", run -> Amounts.atLeast(run.cost(), run.knownCost()));
    row(table, runs, "time", run -> Amounts.duration(run.seconds()));
    return table;
  }

  private static void row(
      Table table, List<RunView> runs, String name, Function<RunView, String> cell) {
    List<String> cells = new ArrayList<>(List.of(name));
    runs.forEach(run -> cells.add(cell.apply(run)));
    table.row(cells);
  }

  private static JsonNode scorer(RunView run, String key) {
    return run.json().path("summary").path("scorers").path(key);
  }

  private static String settled(RunView run) {
    return Amounts.count(run.settled() - run.count("skipped") - run.count("cancelled"))
        + " of "
        + Amounts.count(run.count("total"));
  }

  /** Without a threshold nothing can fail, and a rate would say nothing. */
  private static String rate(JsonNode json, boolean canFail) {
    if (!canFail || !json.path("pass_rate").isNumber()) {
      boolean errors = json.path("errored").asLong(json.path("errors").asLong()) > 0;
      return canFail && errors ? Amounts.UNKNOWN + " (nothing measured)" : Amounts.UNKNOWN;
    }
    return Amounts.percent(json.get("pass_rate").asDouble())
        + interval(json.path("pass_rate_interval"), Amounts::percent);
  }

  private static String mean(JsonNode json) {
    return !json.path("mean").isNumber()
        ? Amounts.UNKNOWN
        : Amounts.score(json.get("mean").asDouble())
            + interval(json.path("mean_interval"), Amounts::score);
  }

  private static String interval(JsonNode interval, Function<Double, String> text) {
    return interval.path("lower").isNumber() && interval.path("upper").isNumber()
        ? " ("
            + text.apply(interval.get("lower").asDouble()).replace(" %", "")
            + " … "
            + text.apply(interval.get("upper").asDouble()).replace(" %", "")
            + ")"
        : "";
  }

  private static String latency(RunView run, String percentile) {
    JsonNode ms = run.json().path("summary").path("latency_ms").path(percentile);
    return ms.isNumber() ? Amounts.count(Math.round(ms.asDouble())) + " ms" : Amounts.UNKNOWN;
  }

  private static List<String> about(RunView run) {
    List<String> lines = new ArrayList<>();
    run.criteria().forEach(c -> lines.add(TextReport.criterion(c, run.nothingDecided())));
    run.warnings().forEach(w -> lines.add("warning: " + w));
    if (!run.error().isEmpty()) {
      lines.add("error: " + run.error());
    }
    return lines;
  }
}

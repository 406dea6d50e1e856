package dev.assay.cli.command.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.command.Server;
import dev.assay.cli.render.ItemView;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.report.ErrorGroups;
import dev.assay.cli.render.report.GroupReport;
import dev.assay.cli.render.report.MarkdownReport;
import dev.assay.cli.render.report.RehearsalReport;
import dev.assay.cli.render.report.TextReport;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.FileTrouble;
import dev.assay.cli.terminal.HarmlessOutput;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prints the result of a run in the format that was asked for. */
public final class Reports {
  private static final int WORST = 5;
  private static final int ERRORS = 1_000;
  private static final int TARGETS = 9;

  private final Server server;
  private final Console console;

  public Reports(Server server, Console console) {
    this.server = server;
    this.console = console;
  }

  /**
   * Writes the report.
   *
   * @param target a file, null for standard output
   */
  public void write(RunView run, ReportFormat format, Path target) {
    if (format == ReportFormat.junit) {
      junit(List.of(run), target);
      return;
    }
    print(report(run, format), target);
  }

  private String report(RunView run, ReportFormat format) {
    String report =
        switch (format) {
          case text -> String.join("\n", TextReport.of(run, worst(run), errors(run))) + "\n";
          case json -> json(run.json()) + "\n";
          case junit -> throw new IllegalStateException("written as a stream");
          case markdown -> String.join("\n", MarkdownReport.of(run)) + "\n";
        };
    return report + againstBaseline(List.of(run), format);
  }

  /** The comparison with the baseline of the runs, for people; empty when they have none. */
  private String againstBaseline(List<RunView> runs, ReportFormat format) {
    String baseline = runs.get(0).json().path("baseline").asText("");
    boolean readable = format == ReportFormat.text || format == ReportFormat.markdown;
    if (baseline.isEmpty() || !readable) {
      return "";
    }
    ObjectNode request = Json.mapper().createObjectNode().put("baseline", baseline);
    ArrayNode ids = request.putArray("runs").add(baseline);
    // The server compares ten at most, and the baseline is one of them.
    runs.stream().limit(TARGETS).forEach(run -> ids.add(run.id()));
    Comparing comparing = new Comparing(server.client());
    try {
      return "\n" + comparing.report(comparing.ask(request), format);
    } catch (ApiException e) {
      // The result stands without it; the baseline may have been deleted.
      console.say("The result cannot be compared with its baseline: " + e.getMessage());
      return "";
    }
  }

  /**
   * Writes runs that were launched together, side by side.
   *
   * @param target a file, null for standard output
   */
  public void write(List<RunView> runs, ReportFormat format, Path target) {
    if (format == ReportFormat.junit) {
      junit(runs, target);
      return;
    }
    print(report(runs, format), target);
  }

  private String report(List<RunView> runs, ReportFormat format) {
    String report =
        switch (format) {
          case text -> String.join("\n", GroupReport.text(runs)) + "\n";
          case json -> json(group(runs)) + "\n";
          case junit -> throw new IllegalStateException("written as a stream");
          case markdown -> String.join("\n", GroupReport.markdown(runs)) + "\n";
        };
    return report + againstBaseline(runs, format);
  }

  /**
   * Writes evaluations that ran side by side, each by itself; as JSON or JUnit all of them in one
   * document.
   *
   * @param evaluations the runs of each
   * @param target a file, null for standard output
   */
  public void writeAll(List<List<RunView>> evaluations, ReportFormat format, Path target) {
    List<RunView> runs = evaluations.stream().flatMap(List::stream).toList();
    if (format == ReportFormat.junit) {
      junit(runs, target);
      return;
    }
    if (format == ReportFormat.json) {
      ObjectNode all = Json.mapper().createObjectNode();
      runs.forEach(run -> all.withArray("runs").add(run.json()));
      print(json(all) + "\n", target);
      return;
    }
    StringBuilder text = new StringBuilder();
    for (List<RunView> one : evaluations) {
      text.append(text.isEmpty() ? "" : "\n");
      text.append(one.size() == 1 ? report(one.get(0), format) : report(one, format));
    }
    print(text.toString(), target);
  }

  private static JsonNode group(List<RunView> runs) {
    ObjectNode group = Json.mapper().createObjectNode();
    group.set("group", runs.get(0).json().path("group"));
    runs.forEach(run -> group.withArray("runs").add(run.json()));
    return group;
  }

  /**
   * Writes a rehearsal.
   *
   * @param preview as the server answered
   * @param target a file, null for standard output
   */
  public void write(JsonNode preview, ReportFormat format, Path target) {
    print(format == ReportFormat.json ? json(preview) + "\n" : rehearsal(preview), target);
  }

  private static String rehearsal(JsonNode preview) {
    StringBuilder text = new StringBuilder();
    Iterable<JsonNode> previews = preview.has("runs") ? preview.get("runs") : List.of(preview);
    previews.forEach(one -> text.append(String.join("\n", RehearsalReport.of(one))).append('\n'));
    return text.toString();
  }

  private void junit(List<RunView> runs, Path target) {
    List<String> ids = runs.stream().map(RunView::id).toList();
    write(target, out -> new JUnitDownload(server.client()).write(ids, out));
  }

  void print(String report, Path target) {
    write(target, out -> out.write(report.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes to somewhere. */
  private interface Body {
    public void write(OutputStream out) throws IOException;
  }

  private void write(Path target, Body body) {
    try {
      if (target == null) {
        body.write(console.out());
        console.out().flush();
        return;
      }
      if (target.toAbsolutePath().getParent() != null) {
        Files.createDirectories(target.toAbsolutePath().getParent());
      }
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
        body.write(out);
      }
    } catch (IOException e) {
      String where = target == null ? "the result" : target.toString();
      throw new UsageException("Cannot write " + where + " (" + FileTrouble.said(e) + ").", e);
    }
  }

  public static String json(JsonNode node) {
    try {
      String text = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(node);
      // The same values, of which none does anything to a terminal.
      return HarmlessOutput.escaped(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** Each reason for an error once: a provider that is away says the same of every item. */
  private List<String> errors(RunView run) {
    if (run.count("errored") == 0) {
      return List.of();
    }
    try {
      List<ItemView> items = new Items(server.client(), run.id()).all("error", ERRORS);
      return ErrorGroups.lines(items, run.count("errored"));
    } catch (ApiException e) {
      console.say("The errors cannot be listed: " + e.getMessage());
      return List.of();
    }
  }

  private List<ItemView> worst(RunView run) {
    if (run.count("failed") == 0) {
      return List.of();
    }
    try {
      return new Items(server.client(), run.id()).lowest(WORST);
    } catch (ApiException e) {
      // The result stands without its examples.
      console.say("The worst items cannot be listed: " + e.getMessage());
      return List.of();
    }
  }
}

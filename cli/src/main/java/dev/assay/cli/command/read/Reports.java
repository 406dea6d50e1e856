package dev.assay.cli.command.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.command.Server;
import dev.assay.cli.render.GroupReport;
import dev.assay.cli.render.ItemView;
import dev.assay.cli.render.MarkdownReport;
import dev.assay.cli.render.RehearsalReport;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.TextReport;
import dev.assay.cli.terminal.Console;
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
    String page = server.temporary() ? null : server.page(run.id());
    String report =
        switch (format) {
          case text -> String.join("\n", TextReport.of(run, worst(run), page)) + "\n";
          case json -> json(run.json()) + "\n";
          case junit -> throw new IllegalStateException("written as a stream");
          case markdown -> String.join("\n", MarkdownReport.of(run, page)) + "\n";
        };
    print(report + againstBaseline(run, format), target);
  }

  /** The comparison with the run's baseline, for people; empty when it has none. */
  private String againstBaseline(RunView run, ReportFormat format) {
    String baseline = run.json().path("baseline").asText("");
    boolean readable = format == ReportFormat.text || format == ReportFormat.markdown;
    if (baseline.isEmpty() || !readable) {
      return "";
    }
    ObjectNode request = Json.mapper().createObjectNode().put("baseline", baseline);
    request.putArray("runs").add(baseline).add(run.id());
    Comparing comparing = new Comparing(server.client());
    try {
      return "\n" + comparing.report(comparing.ask(request), format);
    } catch (ApiException e) {
      // The result stands without it; the baseline may have been deleted.
      console.say("The run cannot be compared with its baseline: " + e.getMessage());
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
    List<String> pages =
        server.temporary() ? List.of() : runs.stream().map(r -> server.page(r.id())).toList();
    String report =
        switch (format) {
          case text -> String.join("\n", GroupReport.text(runs, pages)) + "\n";
          case json -> json(group(runs)) + "\n";
          case junit -> throw new IllegalStateException("written as a stream");
          case markdown -> String.join("\n", GroupReport.markdown(runs, pages)) + "\n";
        };
    print(report, target);
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
      throw new UsageException("Cannot write " + where + " (" + e + ").", e);
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

  private List<ItemView> worst(RunView run) {
    if (run.count("failed") + run.count("errored") == 0) {
      return List.of();
    }
    try {
      return new Items(server.client(), run.id()).worst(WORST);
    } catch (ApiException e) {
      // The result stands without its examples.
      console.say("The worst items cannot be listed: " + e.getMessage());
      return List.of();
    }
  }
}

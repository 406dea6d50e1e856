package dev.assay.cli.command.library.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.read.Reports;
import dev.assay.cli.command.stack.StatusCommand.Format;
import dev.assay.cli.evalfile.EvalFile;
import dev.assay.cli.render.Plain;
import dev.assay.common.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay scorers}: lists, shows, saves and removes scorers; trying out is on its own. */
@Command(
    name = "scorers",
    description = "What answers are measured by: built-in scorers, and your own.",
    synopsisSubcommandLabel = "(list | show | add | preview | remove)")
public final class ScorersCommand {
  private static final String PATH = "/v1/scorers";

  private final Context context;

  private ScorersCommand(Context context) {
    this.context = context;
  }

  /**
   * The command with all its subcommands.
   *
   * @param context what every subcommand needs
   */
  public static CommandLine of(Context context) {
    return new CommandLine(new ScorersCommand(context)).addSubcommand(new PreviewScorer(context));
  }

  /** Prints all of them. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the scorers there are, built in and custom.")
  public int list(
      @Option(names = "--custom", description = "Only those of the workspace's own.")
          boolean custom,
      @Option(
              names = "--format",
              defaultValue = "text",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          Format format) {
    try (Server server = Server.find(context)) {
      List<JsonNode> scorers = new ArrayList<>();
      for (JsonNode scorer : server.client().get(PATH).path("data")) {
        if (!custom || scorer.path("custom").asBoolean()) {
          scorers.add(scorer);
        }
      }
      switch (format) {
        case json -> {
          ObjectNode whole = Json.mapper().createObjectNode();
          whole.putArray("data").addAll(scorers);
          context.console().out().println(Reports.json(whole));
        }
        case text -> {
          context.console().print(ScorerText.table(scorers).lines());
          if (scorers.isEmpty()) {
            context.console().say("There is none yet; make one with 'assay scorers add FILE'.");
          }
        }
      }
      return ExitCode.PASS;
    }
  }

  /** Prints one. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Print a scorer with its parameters; of a custom one also NAME@VERSION.")
  public int show(
      @Parameters(paramLabel = "NAME", description = "Of the scorer.") String name,
      @Option(
              names = "--format",
              defaultValue = "text",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          Format format) {
    try (Server server = Server.find(context)) {
      print(server.client().get(path(name)), format);
      return ExitCode.PASS;
    }
  }

  /** Saves one. */
  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = {
        "Save a custom scorer. A changed definition under the same name makes a new version;",
        "evaluations take the newest, or the one they name as NAME@VERSION."
      },
      footer = {
        "",
        "Example file:",
        "  name: short-and-right",
        "  kind: expression            # or judge, http",
        "  threshold: 1",
        "  params:",
        "    expression: size(output) < 200 && output.contains(item.expected)"
      })
  public int add(
      @Parameters(paramLabel = "FILE", description = "YAML or JSON with the definition.") Path file,
      @Option(
              names = "--format",
              defaultValue = "text",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          Format format) {
    ObjectNode definition = EvalFile.read(file).content();
    try (Server server = Server.find(context)) {
      print(server.client().post(PATH, definition), format);
      return ExitCode.PASS;
    }
  }

  /** Deletes one. */
  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = {
        "Delete a custom scorer with its versions.",
        "Runs keep what it came to; evaluations that name it cannot be launched any more."
      })
  public int remove(@Parameters(paramLabel = "NAME", description = "Of the scorer.") String name) {
    try (Server server = Server.find(context)) {
      JsonNode unused = server.client().delete(path(name));
      context.console().out().println(Plain.line(name, 80) + " removed");
      return ExitCode.PASS;
    }
  }

  private void print(JsonNode scorer, Format format) {
    switch (format) {
      case json -> context.console().out().println(Reports.json(scorer));
      case text -> context.console().print(ScorerText.lines(scorer));
    }
  }

  private static String path(String name) {
    return PATH + "/" + ApiClient.encode(name);
  }
}

package dev.assay.cli.command.library.skills;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.read.Reports;
import dev.assay.cli.command.stack.StatusCommand.Format;
import dev.assay.cli.evalfile.EvalFile;
import dev.assay.cli.render.Plain;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code assay skills}: lists, shows, saves, adopts and removes skills, and writes them to files.
 */
@Command(
    name = "skills",
    description = "Prompts with a schema of their answers and the settings of a model, by name.",
    synopsisSubcommandLabel = "(list | show | import | export | adopt | remove)")
public final class SkillsCommand {
  private static final String PATH = "/v1/skills";

  private final Context context;

  /**
   * @param context what every subcommand needs
   */
  public SkillsCommand(Context context) {
    this.context = context;
  }

  /** Prints all of them. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the skills, each in the newest version that was adopted.")
  public int list(
      @Option(
              names = "--format",
              defaultValue = "text",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          Format format) {
    try (Server server = Server.find(context)) {
      List<JsonNode> skills = server.client().all(PATH);
      switch (format) {
        case json -> {
          ObjectNode whole = Json.mapper().createObjectNode();
          whole.putArray("data").addAll(skills);
          context.console().out().println(Reports.json(whole));
        }
        case text -> {
          context.console().print(SkillText.table(skills).lines());
          if (skills.isEmpty()) {
            context.console().say("There is none yet; make one with 'assay skills import FILE'.");
          }
        }
      }
      return ExitCode.PASS;
    }
  }

  /** Prints one. */
  @Command(name = "show", mixinStandardHelpOptions = true, description = "Print a skill.")
  public int show(
      @Parameters(
              paramLabel = "NAME[@VERSION]",
              description = "By default the newest adopted version.")
          String name,
      @Option(
              names = "--format",
              defaultValue = "text",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          Format format) {
    try (Server server = Server.find(context)) {
      JsonNode skill = server.client().get(path(name));
      switch (format) {
        case json -> context.console().out().println(Reports.json(skill));
        case text -> context.console().print(SkillText.lines(skill));
      }
      return ExitCode.PASS;
    }
  }

  /** Saves one. */
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Save a skill from a file. A changed definition under the same name makes a new version;",
        "runs take the newest, or the one they name: --set target.skill=NAME@VERSION. What a model",
        "proposed is taken by its version only, until it is adopted."
      },
      footer = {
        "",
        "Example file:",
        "  name: invoice-fields",
        "  prompt:",
        "    system: Answer with JSON only.",
        "    user: \"Extract the fields of this invoice: {{input}}\"",
        "  output_schema:",
        "    type: object",
        "    properties: {total: {type: number}, currency: {type: string}}",
        "  model: {provider: openai, model: gpt-5-mini, params: {temperature: 0}}"
      })
  public int importFile(
      @Parameters(paramLabel = "FILE", description = "YAML or JSON with the definition.") Path file,
      @Option(names = "--name", description = "Of the skill (default: the one in the file).")
          String name) {
    ObjectNode definition = EvalFile.read(file).content();
    if (name != null) {
      definition.put("name", name);
    }
    try (Server server = Server.find(context)) {
      JsonNode skill = server.client().post(PATH, definition);
      context
          .console()
          .out()
          .println(
              Plain.line(skill.path("name").asText(), 80) + "@" + skill.path("version").asText());
      return ExitCode.PASS;
    }
  }

  /** Writes one to where {@code import} can read it. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Write a skill as JSON to a file or the output, for 'assay skills import'.")
  public int export(
      @Parameters(
              paramLabel = "NAME[@VERSION]",
              description = "By default the newest adopted version.")
          String name,
      @Option(names = "--out", paramLabel = "FILE", description = "Default: standard output.")
          Path out)
      throws IOException {
    try (Server server = Server.find(context)) {
      JsonNode skill = server.client().get(path(name));
      ObjectNode definition = Json.mapper().createObjectNode();
      definition.set("name", skill.path("name"));
      skill.path("definition").properties().forEach(e -> definition.set(e.getKey(), e.getValue()));
      // It speaks of versions and runs of this server.
      JsonNode unused = definition.remove("provenance");
      String text = Reports.json(definition);
      if (out == null) {
        context.console().out().println(text);
      } else {
        Path written = Files.writeString(out, text + "\n");
        context.console().say("Written to " + written);
      }
      return ExitCode.PASS;
    }
  }

  /** Makes a proposed version what the name stands for. */
  @Command(
      name = "adopt",
      mixinStandardHelpOptions = true,
      description = {
        "Adopt a version that a model proposed ('assay optimize').",
        "From now on runs take it that name the skill without a version."
      })
  public int adopt(
      @Parameters(paramLabel = "NAME@VERSION", description = "The version, by its number.")
          String reference) {
    int at = reference.lastIndexOf('@');
    if (at < 1 || !reference.substring(at + 1).matches("[1-9][0-9]{0,8}")) {
      throw new UsageException("Name the version: NAME@VERSION, such as invoices@2.");
    }
    try (Server server = Server.find(context)) {
      JsonNode skill =
          server
              .client()
              .post(
                  path(reference.substring(0, at))
                      + "/versions/"
                      + reference.substring(at + 1)
                      + "/adopt",
                  MissingNode.getInstance());
      context
          .console()
          .out()
          .println(
              Plain.line(skill.path("name").asText(), 80)
                  + "@"
                  + skill.path("version").asText()
                  + "  "
                  + Plain.line(skill.path("state").asText(), 20));
      return ExitCode.PASS;
    }
  }

  /** Deletes one. */
  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = {
        "Delete a skill with its versions.",
        "Runs keep what it said; evaluations that name it cannot be launched any more."
      })
  public int remove(@Parameters(paramLabel = "NAME", description = "Of the skill.") String name) {
    try (Server server = Server.find(context)) {
      JsonNode unused = server.client().delete(path(name));
      context.console().out().println(Plain.line(name, 80) + " removed");
      return ExitCode.PASS;
    }
  }

  private static String path(String name) {
    return PATH + "/" + ApiClient.encode(name);
  }
}

package dev.assay.cli.command.library.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.read.Reports;
import dev.assay.cli.command.stack.StatusCommand.Format;
import dev.assay.cli.render.Plain;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay providers}: lists, shows, tries and removes providers; adding is on its own. */
@Command(
    name = "providers",
    description = "Providers of models: who is asked, under which credential and limits.",
    synopsisSubcommandLabel = "(list | show | add | test | remove | rotate)")
public final class ProvidersCommand {
  private static final String PATH = "/v1/providers";

  private final Context context;

  private ProvidersCommand(Context context) {
    this.context = context;
  }

  /**
   * The command with all its subcommands.
   *
   * @param context what every subcommand needs
   */
  public static CommandLine of(Context context) {
    return new CommandLine(new ProvidersCommand(context))
        .addSubcommand(new AddProvider(context, System.in))
        .addSubcommand(new RotateKey(context));
  }

  /** Prints all of them. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the providers of the workspace.")
  public int list(
      @Option(
              names = "--format",
              defaultValue = "text",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          Format format) {
    try (Server server = Server.find(context)) {
      List<JsonNode> all = server.client().all(PATH);
      switch (format) {
        case json -> {
          ObjectNode whole = Json.mapper().createObjectNode();
          whole.putArray("data").addAll(all);
          context.console().out().println(Reports.json(whole));
        }
        case text -> context.console().print(ProviderView.table(all).lines());
      }
      return ExitCode.PASS;
    }
  }

  /** Prints one. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Print a provider; never its secret, which nobody can read back.")
  public int show(
      @Parameters(paramLabel = "NAME", description = "Of the provider.") String name,
      @Option(
              names = "--format",
              defaultValue = "text",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          Format format) {
    try (Server server = Server.find(context)) {
      JsonNode provider = server.client().get(path(name));
      switch (format) {
        case json -> context.console().out().println(Reports.json(provider));
        case text -> context.console().print(ProviderView.lines(provider));
      }
      return ExitCode.PASS;
    }
  }

  /** Makes one small call. */
  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = {
        "Make one small real call through a worker and say what became of it.",
        "Ends with 0 when the provider answered, with 3 when it did not."
      })
  public int test(
      @Parameters(paramLabel = "NAME", description = "Of the provider.") String name,
      @Option(
              names = "--model",
              paramLabel = "M",
              description = "Which model (default: the first that the provider lists).")
          String model,
      @Option(
              names = "--operation",
              paramLabel = "OP",
              description = "chat or embeddings (default: chat).")
          String operation,
      @Option(
              names = "--format",
              defaultValue = "text",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          Format format) {
    ObjectNode body = Json.mapper().createObjectNode();
    if (model != null) {
      body.put("model", model);
    }
    if (operation != null) {
      body.put("operation", operation);
    }
    try (Server server = Server.find(context)) {
      JsonNode result = ask(server, name, body);
      switch (format) {
        case json -> context.console().out().println(Reports.json(result));
        case text -> {
          context.console().print(ProviderView.trial(result));
          String said = result.path("message").asText("");
          if (said.contains("is not set for the worker") && Server.isLocal(context)) {
            context
                .console()
                .say(
                    "The workers have the variables of the shell that started them: set it there,"
                        + " then 'assay down' and 'assay up -d'.");
          }
        }
      }
      return result.path("ok").asBoolean() ? ExitCode.PASS : ExitCode.RUN_FAILED;
    }
  }

  private static JsonNode ask(Server server, String name, ObjectNode body) {
    try {
      return server.client().post(path(name) + "/test", body);
    } catch (ApiException e) {
      if (e.status() != 422 || body.has("model")) {
        throw e;
      }
      throw new UsageException(
          e.getMessage() + "\nWrite 'assay providers test " + name + " --model MODEL'.", e);
    }
  }

  /** Deletes one. */
  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = {
        "Delete a provider and its credential.",
        "Runs keep its name; units that were not asked yet end in error."
      })
  public int remove(
      @Parameters(paramLabel = "NAME", description = "Of the provider.") String name) {
    try (Server server = Server.find(context)) {
      JsonNode unused = server.client().delete(path(name));
      context.console().out().println(Plain.line(name, 80) + " removed");
      return ExitCode.PASS;
    }
  }

  static String path(String name) {
    return PATH + "/" + ApiClient.encode(name);
  }
}

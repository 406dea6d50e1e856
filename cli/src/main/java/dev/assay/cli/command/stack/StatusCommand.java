package dev.assay.cli.command.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.stack.LocalStack;
import dev.assay.cli.stack.StackStatus;
import dev.assay.cli.terminal.Console;
import dev.assay.common.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay status}: says what runs. */
@Command(
    name = "status",
    description = "Say whether the local stack runs, where, and as which processes.")
public final class StatusCommand implements Callable<Integer> {
  private final Context context;

  /** How the status is printed. */
  public enum Format {
    text,
    json
  }

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  /**
   * @param context what every subcommand needs
   */
  public StatusCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    LocalStack stack = context.localStack();
    StackStatus status = stack.status();
    Console console = context.console();
    switch (format) {
      case json ->
          console
              .out()
              .println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(status));
      case text -> text(console, stack, status);
    }
    return ExitCode.PASS;
  }

  private static void text(Console console, LocalStack stack, StackStatus status) {
    console.out().println(status.running() ? "running" : "not running");
    if (status.running()) {
      console.out().println("page     " + stack.page(status.url()));
      console.out().println("api      " + status.url());
      console.out().println("try out  " + status.url() + "/docs");
    }
    console.out().println("api key  " + status.apiKeyFile());
    console.out().println("data     " + status.dataDir());
    if (status.leaseSeconds() != null) {
      console
          .out()
          .println(
              "stops    by itself in "
                  + Amounts.duration((double) Math.max(0, status.leaseSeconds()))
                  + " unless it is used; 'assay up -d' keeps it");
    }
    status
        .processes()
        .forEach(
            (name, pid) ->
                console
                    .out()
                    .println(
                        "%-18s pid %-8d %s"
                            .formatted(
                                name,
                                pid,
                                status.ports().containsKey(name)
                                    ? "port " + status.ports().get(name)
                                    : "")
                            .stripTrailing()));
  }
}

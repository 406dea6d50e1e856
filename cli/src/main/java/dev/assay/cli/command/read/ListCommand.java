package dev.assay.cli.command.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.stack.StatusCommand;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.Table;
import dev.assay.cli.render.Times;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay list}: prints recent runs. */
@Command(name = "list", description = "List recent runs, the newest first.")
public final class ListCommand implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--limit",
      defaultValue = "20",
      description = "At most this many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--status", description = "Only runs of this status.")
  private String status;

  @Option(names = "--evaluation", description = "Only runs of this evaluation.")
  private String evaluation;

  @Option(names = "--skill", description = "Only runs of this skill: NAME or NAME@VERSION.")
  private String skill;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private StatusCommand.Format format;

  /**
   * @param context what every subcommand needs
   */
  public ListCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Server server = Server.find(context)) {
      JsonNode answer =
          server
              .client()
              .get(
                  "/v1/runs?limit="
                      + limit
                      + (status == null ? "" : "&status=" + ApiClient.encode(status))
                      + (evaluation == null ? "" : "&evaluation=" + ApiClient.encode(evaluation))
                      + (skill == null ? "" : "&skill=" + ApiClient.encode(skill)));
      switch (format) {
        case json -> context.console().out().println(Reports.json(answer));
        case text -> context.console().print(table(answer).lines());
      }
      return ExitCode.PASS;
    }
  }

  private static Table table(JsonNode answer) {
    Table table =
        new Table(
            List.of(
                "RUN",
                "NAME",
                "MODEL",
                "STATUS",
                "VERDICT",
                "TOTAL",
                "PASSED",
                "FAILED",
                "ERRORED",
                "COST",
                "TIME",
                "LAUNCHED"));
    long now = System.currentTimeMillis();
    for (JsonNode json : answer.path("data")) {
      RunView run = new RunView(json);
      Table unused =
          table.row(
              List.of(
                  run.shortId(),
                  Plain.line(run.name(), 30),
                  Plain.line(run.model(), 20),
                  Plain.line(run.status(), 30),
                  Plain.line(run.verdict(), 20),
                  Amounts.count(run.count("total")),
                  Amounts.count(run.count("passed")),
                  Amounts.count(run.count("failed")),
                  Amounts.count(run.count("errored")),
                  Amounts.atLeast(run.cost(), run.knownCost()),
                  Amounts.duration(run.seconds()),
                  Times.ago(Times.millis(json.path("queued_at")), now)));
    }
    return table;
  }
}

package dev.assay.cli.command.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay compare}: two to ten runs item by item. */
@Command(
    name = "compare",
    description = {
      "Compare runs over the same items, paired item by item.",
      "The first run is the baseline unless --baseline names another one."
    },
    footer = {
      "",
      "Only what both sides were scored by in the same way is compared.",
      "P is the exact McNemar test for pass and fail and a permutation test for scores;",
      "ADJUSTED is Holm's correction over the scorers, and of the items over the runs that are",
      "compared with the baseline; NEEDED is how many items it takes to see",
      "a difference of this size with a power of 80 %%."
    })
public final class CompareCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..10",
      description = "latest, an id, or the unique beginning of one.")
  private List<String> runs = List.of();

  @Option(names = "--group", paramLabel = "ID", description = "Runs that were launched together.")
  private String group;

  @Option(
      names = "--baseline",
      paramLabel = "RUN|ALIAS",
      description = "What the others are compared with (default: the first).")
  private String baseline;

  @Option(names = "--by-alias", description = "Take all runs of one alias together as one side.")
  private boolean byAlias;

  @Option(
      names = "--flips",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "List at most N items that changed sides, of each run compared with the baseline; 500 at"
              + " most (default: ${DEFAULT-VALUE}).")
  private int flips;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, json or markdown (default: ${DEFAULT-VALUE}).")
  private ReportFormat format;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the result to a file.")
  private Path out;

  /**
   * @param context what every subcommand needs
   */
  public CompareCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (runs.isEmpty() == (group == null) || runs.size() == 1) {
      throw new UsageException("Name two to ten runs, or a group with --group.");
    }
    if (flips < 1 || flips > Comparing.MOST_FLIPS) {
      throw new UsageException("--flips must be from 1 to " + Comparing.MOST_FLIPS + ".");
    }
    try (Server server = Server.find(context)) {
      Comparing comparing = new Comparing(server.client(), flips);
      String report = comparing.report(comparing.ask(request(server.client())), format);
      new Reports(server, context.console()).print(report, out);
      return ExitCode.PASS;
    }
  }

  private ObjectNode request(ApiClient client) {
    ObjectNode request = Json.mapper().createObjectNode();
    if (group == null) {
      ArrayNode ids = request.putArray("runs");
      runs.forEach(run -> ids.add(RunReference.resolve(client, run)));
    } else {
      request.put("group", group);
    }
    if (baseline != null) {
      request.put("baseline", byAlias ? baseline : RunReference.resolve(client, baseline));
    }
    return byAlias ? request.put("by", "alias") : request;
  }
}

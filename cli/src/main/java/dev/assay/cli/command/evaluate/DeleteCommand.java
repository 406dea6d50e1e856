package dev.assay.cli.command.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.read.RunReference;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.RunView;
import dev.assay.cli.terminal.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay delete}: removes ended runs for good. */
@Command(
    name = "delete",
    description = {
      "Delete ended runs with everything that belongs to them, for good.",
      "Asks before it does, unless --yes is given."
    })
public final class DeleteCommand implements Callable<Integer> {
  private final Context context;
  private final InputStream input;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "latest, an id, or the unique beginning of one.")
  private List<String> runs = new ArrayList<>();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  /**
   * @param context what every subcommand needs
   * @param input who answers the question
   */
  public DeleteCommand(Context context, InputStream input) {
    this.context = context;
    this.input = input;
  }

  @Override
  public Integer call() throws IOException {
    try (Server server = Server.find(context)) {
      ApiClient client = server.client();
      // All are found before the first is deleted: "latest" must not mean another one then.
      List<RunView> found =
          runs.stream()
              .map(run -> RunReference.resolve(client, run))
              .distinct()
              .map(id -> new RunView(client.get("/v1/runs/" + id)))
              .toList();
      if (!yes && !agreed(found)) {
        throw new UsageException("Nothing was deleted.");
      }
      for (RunView run : found) {
        JsonNode unused = client.delete("/v1/runs/" + run.id());
        context.console().out().println(run.id() + "  deleted");
      }
      return ExitCode.PASS;
    }
  }

  private boolean agreed(List<RunView> found) throws IOException {
    for (RunView run : found) {
      context
          .console()
          .say(run.id() + "  " + run.name() + ", " + Amounts.count(run.count("total")) + " items");
    }
    context.console().err().print("Delete for good? Type yes: ");
    context.console().err().flush();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    String line = reader.readLine();
    if (line == null) {
      context.console().say("");
      throw new UsageException("Nobody is there to answer: give --yes. Nothing was deleted.");
    }
    return line.strip().equalsIgnoreCase("yes");
  }
}

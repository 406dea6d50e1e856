package dev.assay.cli.command.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.evalfile.DatasetFile;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.report.JudgesTable;
import dev.assay.cli.terminal.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay labels}: brings in what people say of answers, to hold judges against it. */
@Command(
    name = "labels",
    description = "Hold judges against what people say of the same answers.",
    synopsisSubcommandLabel = "(import)")
public final class LabelsCommand {
  private final Context context;

  /**
   * @param context what every subcommand needs
   */
  public LabelsCommand(Context context) {
    this.context = context;
  }

  /** Stores the labels of a file. */
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Store people's verdicts on the answers of a run, and print how the judge compares.",
        "FILE is CSV or JSONL with item_id (or position), passed (or score from 0 to 1), and",
        "optionally repeat, scorer, by, note. Rows of CSV without a verdict are passed over, so",
        "that the output of 'assay export --format csv' with a column 'passed' added will do."
      })
  public int importFile(
      @Parameters(paramLabel = "FILE", description = "The labels (.csv, .jsonl or .json).")
          Path file,
      @Option(
              names = "--run",
              paramLabel = "RUN",
              required = true,
              description = "latest, an id, or the unique beginning of one.")
          String run,
      @Option(
              names = "--scorer",
              paramLabel = "KEY",
              description = "Whose question was answered (default: as the file says).")
          String scorer,
      @Option(names = "--by", paramLabel = "NAME", description = "Who has judged.") String by) {
    DatasetFile labels = DatasetFile.of(file, "");
    if (labels.gzip()) {
      throw new UsageException("Labels are sent as they are: unpack " + file + " first.");
    }
    try (Server server = Server.find(context)) {
      ApiClient client = server.client();
      String path = "/v1/runs/" + RunReference.resolve(client, run);
      JsonNode taken =
          client.upload(path + "/labels" + query(scorer, by), file, type(labels), false);
      context.console().out().println(said(taken));
      RunView view = new RunView(client.get(path));
      context.console().print(JudgesTable.lines(view.judged(client.get(path + "/passports"))));
      return ExitCode.PASS;
    }
  }

  /** The server finds out by itself what stands between the cells of a table. */
  private static String type(DatasetFile labels) {
    return labels.contentType().startsWith("text/") ? "text/csv" : labels.contentType();
  }

  private static String query(String scorer, String by) {
    List<String> parts = new ArrayList<>();
    if (scorer != null) {
      parts.add("scorer=" + ApiClient.encode(scorer));
    }
    if (by != null) {
      parts.add("by=" + ApiClient.encode(by));
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static String said(JsonNode taken) {
    long created = taken.path("created").asLong();
    long replaced = taken.path("replaced").asLong();
    long empty = taken.path("empty").asLong();
    return "%s new, %s replaced%s"
        .formatted(
            Amounts.count(created) + (created == 1 ? " label" : " labels"),
            Amounts.count(replaced),
            empty == 0 ? "" : ", " + Amounts.count(empty) + " rows without a verdict");
  }
}

package dev.assay.cli.command.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.Download;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.evalfile.DatasetFile;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay dataset}: brings datasets in and out. */
@Command(
    name = "dataset",
    description = "Import, export, compare and list datasets.",
    synopsisSubcommandLabel = "(import | export | diff | list)")
public final class DatasetCommand {
  private final Context context;

  /** Forms in which a dataset leaves. */
  enum ExportFormat {
    jsonl,
    json,
    csv
  }

  /**
   * @param context what every subcommand needs
   */
  public DatasetCommand(Context context) {
    this.context = context;
  }

  /** Makes a file a version of a dataset. */
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Make a file (.jsonl, .json, .csv, .tsv, also .gz) a version of a dataset.",
        "All bad lines are reported, and then nothing is imported unless --skip-bad-lines is given."
      })
  public int importFile(
      @Parameters(paramLabel = "FILE", description = "The items.") Path file,
      @Option(names = "--name", description = "Of the dataset (default: the file's name).")
          String name,
      @Mixin ReadingOptions reading) {
    String dataset =
        name != null ? name : file.getFileName().toString().replaceAll("\\.[a-zA-Z.]+$", "");
    DatasetFile upload = DatasetFile.of(file, dataset).reading(reading.asked());
    try (Server server = Server.find(context)) {
      JsonNode version = new DatasetUpload(server.client()).upload(upload);
      context
          .console()
          .out()
          .println(
              "%s@%s  %s items  %s"
                  .formatted(
                      Plain.line(version.path("name").asText(dataset), 80),
                      version.path("version").asText("?"),
                      Amounts.count(version.path("item_count").asLong()),
                      version.path("sha256").asText("")));
      DatasetUpload.leftOut(version).forEach(context.console()::say);
      return ExitCode.PASS;
    }
  }

  /** Tells two versions of a dataset apart. */
  @Command(
      name = "diff",
      mixinStandardHelpOptions = true,
      description = "List the items that were added, removed or changed between two versions.")
  public int diff(
      @Parameters(paramLabel = "NAME", description = "Of the dataset.") String name,
      @Parameters(paramLabel = "FROM", description = "Number of the older version.") String from,
      @Parameters(
              paramLabel = "TO",
              arity = "0..1",
              defaultValue = "latest",
              description = "Number of the newer version (default: ${DEFAULT-VALUE}).")
          String to) {
    try (Server server = Server.find(context)) {
      JsonNode diff =
          server
              .client()
              .get(
                  "/v1/datasets/"
                      + ApiClient.encode(name)
                      + "/diff?from="
                      + ApiClient.encode(from)
                      + "&to="
                      + ApiClient.encode(to));
      PrintStream out = context.console().out();
      out.println(
          "%s@%s → %s@%s: %s added, %s removed, %s changed"
              .formatted(
                  Plain.line(name, 80),
                  diff.path("from").asText(),
                  Plain.line(name, 80),
                  diff.path("to").asText(),
                  Amounts.count(diff.at("/counts/added").asLong()),
                  Amounts.count(diff.at("/counts/removed").asLong()),
                  Amounts.count(diff.at("/counts/changed").asLong())));
      items(out, "+", diff.path("added"));
      items(out, "-", diff.path("removed"));
      items(out, "~", diff.path("changed"));
      return ExitCode.PASS;
    }
  }

  private static void items(PrintStream out, String sign, JsonNode ids) {
    ids.forEach(id -> out.println("  " + sign + " " + Plain.line(id.asText(), 200)));
  }

  /** Writes a version of a dataset. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Write a version of a dataset to a file or the output.")
  public int exportDataset(
      @Parameters(paramLabel = "NAME[@VERSION]", description = "By default the latest version.")
          String which,
      @Option(
              names = "--format",
              defaultValue = "jsonl",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
          ExportFormat format,
      @Option(names = "--out", paramLabel = "FILE", description = "Default: standard output.")
          Path out)
      throws IOException {
    String[] parts = which.split("@", 2);
    try (Server server = Server.find(context)) {
      String path = "/v1/datasets/" + ApiClient.encode(parts[0]) + "/versions";
      String version = parts.length == 2 ? parts[1] : "latest";
      String from = path + "/" + ApiClient.encode(version) + "/export?format=" + format;
      if (out == null) {
        new Download(context.console()).print(target -> server.client().download(from, target));
      } else {
        try (OutputStream target = Files.newOutputStream(out)) {
          long bytes = server.client().download(from, target);
          context.console().say(Amounts.count(bytes) + " bytes written to " + out);
        }
      }
      return ExitCode.PASS;
    }
  }

  /** Lists datasets. */
  @Command(name = "list", mixinStandardHelpOptions = true, description = "List datasets.")
  public int listDatasets() {
    try (Server server = Server.find(context)) {
      Table table = new Table(List.of("DATASET", "VERSION", "ITEMS"));
      for (JsonNode dataset : server.client().all("/v1/datasets")) {
        Table unused =
            table.row(
                List.of(
                    Plain.line(dataset.path("name").asText(), 80),
                    value(dataset, "latest_version"),
                    value(dataset, "item_count")));
      }
      context.console().print(table.lines());
      return ExitCode.PASS;
    }
  }

  private static String value(JsonNode node, String name) {
    return node.hasNonNull(name) ? Plain.line(node.get(name).asText(), 20) : Amounts.UNKNOWN;
  }
}

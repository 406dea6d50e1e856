package dev.assay.cli.command.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.evalfile.DatasetFile;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay dataset}: brings datasets in and out. */
@Command(
    name = "dataset",
    description = "Import, export and list datasets.",
    synopsisSubcommandLabel = "(import | export | list)")
public final class DatasetCommand {
  private final Context context;

  /** Forms in which a dataset leaves. */
  enum ExportFormat {
    jsonl,
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
        "Make a file (.jsonl, .json, .csv, also .gz) a version of a dataset.",
        "All bad lines are reported, and then nothing is imported unless --skip-bad-lines is given."
      })
  public int importFile(
      @Parameters(paramLabel = "FILE", description = "The items.") Path file,
      @Option(names = "--name", description = "Of the dataset (default: the file's name).")
          String name,
      @Option(names = "--skip-bad-lines", description = "Leave out lines that cannot be read.")
          boolean skip) {
    String dataset =
        name != null ? name : file.getFileName().toString().replaceAll("\\.[a-zA-Z.]+$", "");
    DatasetFile upload = DatasetFile.of(file, dataset);
    try (Server server = Server.find(context)) {
      JsonNode version = new DatasetUpload(server.client()).upload(upload, skip);
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
      return ExitCode.PASS;
    }
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
        server.client().download(from, context.console().out());
        context.console().out().flush();
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
      String cursor = null;
      do {
        JsonNode page =
            server
                .client()
                .get(
                    "/v1/datasets?limit=200"
                        + (cursor == null ? "" : "&cursor=" + ApiClient.encode(cursor)));
        for (JsonNode dataset : page.path("data")) {
          Table unused =
              table.row(
                  List.of(
                      Plain.line(dataset.path("name").asText(), 80),
                      first(dataset, "latest_version", "version"),
                      first(dataset, "item_count", "items")));
        }
        cursor = page.hasNonNull("next_cursor") ? page.get("next_cursor").asText() : null;
      } while (cursor != null);
      context.console().print(table.lines());
      return ExitCode.PASS;
    }
  }

  private static String first(JsonNode node, String... names) {
    for (String name : names) {
      if (node.path(name).isValueNode() && !node.path(name).isNull()) {
        return Plain.line(node.get(name).asText(), 20);
      }
    }
    return Amounts.UNKNOWN;
  }
}

package dev.assay.cli.command.read;

import dev.assay.cli.command.Context;
import dev.assay.cli.command.Download;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.terminal.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay export}: a run as a file. */
@Command(name = "export", description = "Write a run with its items to a file or the output.")
public final class ExportCommand implements Callable<Integer> {
  private final Context context;

  /** As the server knows them. */
  enum Format {
    json,
    jsonl,
    csv,
    junit,
    html,
    promptfoo,
    capsule,
    spans
  }

  @Parameters(paramLabel = "RUN", description = "latest, an id, or the unique beginning of one.")
  private String run;

  @Option(
      names = "--format",
      defaultValue = "json",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(names = "--out", paramLabel = "FILE", description = "Default: standard output.")
  private Path out;

  /**
   * @param context what every subcommand needs
   */
  public ExportCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    try (Server server = Server.find(context)) {
      String id = RunReference.resolve(server.client(), run);
      String path = "/v1/runs/" + id + "/export?format=" + format;
      if (out == null) {
        if (format == Format.capsule && context.console().outTerminal()) {
          throw new UsageException("A capsule is a zip; say where it goes with --out FILE.");
        }
        new Download(context.console()).print(target -> server.client().download(path, target));
      } else {
        try (OutputStream target = Files.newOutputStream(out)) {
          long bytes = server.client().download(path, target);
          context.console().say(Amounts.count(bytes) + " bytes written to " + out);
        }
      }
      return ExitCode.PASS;
    }
  }
}

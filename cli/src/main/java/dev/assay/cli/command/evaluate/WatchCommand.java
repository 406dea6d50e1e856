package dev.assay.cli.command.evaluate;

import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.read.ReportFormat;
import dev.assay.cli.command.read.Reports;
import dev.assay.cli.command.read.RunReference;
import dev.assay.cli.render.RunView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay watch}: follows a run that is under way. */
@Command(
    name = "watch",
    description = "Follow a run to its end and end with its verdict. Ctrl-C only stops watching.")
public final class WatchCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "RUN", description = "latest, an id, or the unique beginning of one.")
  private String run;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "Of the result: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ReportFormat format;

  /**
   * @param context what every subcommand needs
   */
  public WatchCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Server server = Server.find(context)) {
      String id = RunReference.resolve(server.client(), run);
      RunView end = new RunWatcher(server.client(), context.console()).follow(id);
      new Reports(server, context.console()).write(end, format, null);
      return ExitCode.of(end);
    }
  }
}

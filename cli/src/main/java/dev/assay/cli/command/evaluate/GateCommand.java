package dev.assay.cli.command.evaluate;

import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.read.ReportFormat;
import dev.assay.cli.command.read.Reports;
import dev.assay.cli.command.read.RunReference;
import dev.assay.cli.render.RunView;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay gate}: lets a build pass or fail by a run. */
@Command(
    name = "gate",
    description = "Wait for a run and end with the verdict of its gate, for a build.",
    footer = {
      "",
      "Exit codes: 0 passed or no gate, 1 gate failed, 2 usage or configuration,",
      "3 run failed, inconclusive, or its gate decided nothing."
    })
public final class GateCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(paramLabel = "RUN", description = "latest, an id, or the unique beginning of one.")
  private String run;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML.")
  private Path junit;

  /**
   * @param context what every subcommand needs
   */
  public GateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Server server = Server.find(context)) {
      String id = RunReference.resolve(server.client(), run);
      RunView end = new RunWatcher(server.client(), context.console()).follow(id);
      Reports reports = new Reports(server, context.console());
      reports.write(end, ReportFormat.text, null);
      if (junit != null) {
        reports.write(end, ReportFormat.junit, junit);
      }
      return ExitCode.of(end);
    }
  }
}

package dev.assay.cli;

import dev.assay.cli.client.ApiException;
import dev.assay.cli.client.UnreachableException;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.evaluate.ActionCommand.Cancel;
import dev.assay.cli.command.evaluate.ActionCommand.Rescore;
import dev.assay.cli.command.evaluate.ActionCommand.Retry;
import dev.assay.cli.command.evaluate.GateCommand;
import dev.assay.cli.command.evaluate.RunCommand;
import dev.assay.cli.command.evaluate.WatchCommand;
import dev.assay.cli.command.library.DatasetCommand;
import dev.assay.cli.command.library.providers.ProvidersCommand;
import dev.assay.cli.command.library.scorers.ScorersCommand;
import dev.assay.cli.command.read.CompareCommand;
import dev.assay.cli.command.read.ExportCommand;
import dev.assay.cli.command.read.LabelsCommand;
import dev.assay.cli.command.read.ListCommand;
import dev.assay.cli.command.read.ShowCommand;
import dev.assay.cli.command.read.VerifyCommand;
import dev.assay.cli.command.stack.DoctorCommand;
import dev.assay.cli.command.stack.DownCommand;
import dev.assay.cli.command.stack.StatusCommand;
import dev.assay.cli.command.stack.UpCommand;
import dev.assay.cli.render.Plain;
import dev.assay.cli.simulate.SimulateCommand;
import dev.assay.cli.stack.home.StackException;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.UsageException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code assay} command. */
@Command(
    name = "assay",
    description = "Evaluate language models and the applications built on them.",
    versionProvider = Assay.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "'assay COMMAND --help' says more about one."})
public final class Assay {
  private Assay() {}

  /**
   * Runs the command and leaves with its exit code.
   *
   * @param args as typed
   */
  public static void main(String[] args) {
    System.exit(execute(new Context(Console.system(), System.getenv()), args));
  }

  /**
   * Runs the command.
   *
   * @return one of {@link ExitCode}
   */
  public static int execute(Context context, String... args) {
    CommandLine command = new CommandLine(new Assay());
    command
        .addSubcommand(new RunCommand(context))
        .addSubcommand(new UpCommand(context))
        .addSubcommand(new DownCommand(context))
        .addSubcommand(new StatusCommand(context))
        .addSubcommand(new WatchCommand(context))
        .addSubcommand(new Cancel(context))
        .addSubcommand(new Retry(context))
        .addSubcommand(new Rescore(context))
        .addSubcommand(new ShowCommand(context))
        .addSubcommand(new ListCommand(context))
        .addSubcommand(new CompareCommand(context))
        .addSubcommand(new DatasetCommand(context))
        .addSubcommand(ProvidersCommand.of(context))
        .addSubcommand(ScorersCommand.of(context))
        .addSubcommand(new LabelsCommand(context))
        .addSubcommand(new GateCommand(context))
        .addSubcommand(new SimulateCommand(context))
        .addSubcommand(new ExportCommand(context))
        .addSubcommand(new VerifyCommand(context))
        .addSubcommand(new DoctorCommand(context));
    Console console = context.console();
    command.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    command.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    command.setUsageHelpWidth(Math.min(console.columns(), 100));
    command.setExecutionExceptionHandler((problem, failed, parsed) -> explain(console, problem));
    addHelp(command);
    if (args.length == 0) {
      command.usage(command.getErr());
      return ExitCode.USAGE;
    }
    return command.execute(args);
  }

  /** The version of this build, from the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Assay.class.getPackage().getImplementationVersion();
      return new String[] {"assay " + (version == null ? "development" : version)};
    }
  }

  private static void addHelp(CommandLine command) {
    if (!command.getCommandSpec().mixinStandardHelpOptions()) {
      command.getCommandSpec().mixinStandardHelpOptions(true);
    }
    command.getSubcommands().values().forEach(Assay::addHelp);
  }

  private static int explain(Console console, Exception problem) throws Exception {
    if (problem instanceof ApiException
        || problem instanceof UnreachableException
        || problem instanceof UsageException
        || problem instanceof StackException) {
      console.say(Plain.text(problem.getMessage()));
      return ExitCode.USAGE;
    }
    if (problem instanceof InterruptedException) {
      return ExitCode.INTERRUPTED;
    }
    throw problem;
  }
}

package dev.assay.cli;

import dev.assay.cli.client.ApiException;
import dev.assay.cli.client.UnreachableException;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.render.Plain;
import dev.assay.cli.stack.home.StackException;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.FileTrouble;
import dev.assay.cli.terminal.UsageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
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
  private static final List<String> FIRST =
      List.of(
          "assay evaluates language models and the applications built on them. To begin with:",
          "",
          "  assay run examples/support-qa/eval.yaml   run an example; starts what it needs",
          "  assay init                                write an evaluation of your own",
          "  assay list                                runs, the newest first",
          "  assay show latest --items                 what came of the last one, item by item",
          "  assay doctor                              what is in the way, if something is",
          "",
          "'assay --help' lists all commands, 'assay COMMAND --help' says more about one.");

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
    Console console = context.console();
    CommandLine command = commandLine(context, args);
    command.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    command.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    command.setUsageHelpWidth(Math.min(console.columns(), 100));
    if (!console.terminal()) {
      command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }
    command.setExecutionExceptionHandler((problem, failed, parsed) -> explain(console, problem));
    addHelp(command);
    if (args.length == 0) {
      FIRST.forEach(console::say);
      return ExitCode.USAGE;
    }
    return command.execute(args);
  }

  /**
   * The command with what these arguments need: the subcommand that they name with all its options,
   * of every other only its name and what the help says of it.
   */
  static CommandLine commandLine(Context context, String... args) {
    CommandLine command = new CommandLine(new Assay());
    Optional<Verb> named = args.length == 0 ? Optional.empty() : Verb.of(args[0]);
    for (Verb verb : Verb.values()) {
      boolean wanted = named.filter(n -> n == verb || n == Verb.COMPLETION).isPresent();
      Object made = wanted ? verb.command(context) : verb.summary();
      command.addSubcommand(verb.word(), made);
    }
    return command;
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

  /** What the system says of files is a class and a path. */
  private static String fileProblem(Exception problem) {
    Throwable cause = problem instanceof UncheckedIOException ? problem.getCause() : problem;
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return "There is no file or folder " + cause.getMessage() + ".";
    }
    if (cause instanceof AccessDeniedException) {
      return "No permission for " + cause.getMessage() + ".";
    }
    return "Reading or writing failed: " + FileTrouble.said((Exception) cause) + ".";
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
    if (problem instanceof IOException || problem instanceof UncheckedIOException) {
      console.say(Plain.text(fileProblem(problem)));
      return ExitCode.USAGE;
    }
    // Ours. Never 1, which says that a gate has failed.
    problem.printStackTrace(console.err());
    console.say("This is a fault in assay itself; please report it with the lines above.");
    return ExitCode.RUN_FAILED;
  }
}

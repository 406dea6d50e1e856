package dev.assay.cli;

import dev.assay.cli.command.Context;
import dev.assay.cli.command.evaluate.ActionCommand.Cancel;
import dev.assay.cli.command.evaluate.ActionCommand.Rerun;
import dev.assay.cli.command.evaluate.ActionCommand.Rescore;
import dev.assay.cli.command.evaluate.ActionCommand.Resume;
import dev.assay.cli.command.evaluate.ActionCommand.Retry;
import dev.assay.cli.command.evaluate.DeleteCommand;
import dev.assay.cli.command.evaluate.GateCommand;
import dev.assay.cli.command.evaluate.OptimizeCommand;
import dev.assay.cli.command.evaluate.RunCommand;
import dev.assay.cli.command.evaluate.WatchCommand;
import dev.assay.cli.command.library.AuditCommand;
import dev.assay.cli.command.library.DatasetCommand;
import dev.assay.cli.command.library.KeysCommand;
import dev.assay.cli.command.library.providers.ProvidersCommand;
import dev.assay.cli.command.library.scorers.ScorersCommand;
import dev.assay.cli.command.library.skills.SkillsCommand;
import dev.assay.cli.command.read.CompareCommand;
import dev.assay.cli.command.read.ExportCommand;
import dev.assay.cli.command.read.HintsCommand;
import dev.assay.cli.command.read.LabelsCommand;
import dev.assay.cli.command.read.ListCommand;
import dev.assay.cli.command.read.ShowCommand;
import dev.assay.cli.command.read.VerifyCommand;
import dev.assay.cli.command.stack.DoctorCommand;
import dev.assay.cli.command.stack.DownCommand;
import dev.assay.cli.command.stack.StatusCommand;
import dev.assay.cli.command.stack.UpCommand;
import dev.assay.cli.command.start.CompletionCommand;
import dev.assay.cli.command.start.InitCommand;
import dev.assay.cli.command.traffic.TrafficCommand;
import dev.assay.cli.simulate.SimulateCommand;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The subcommands by name, in the order of the help. Each is made only when it is asked for:
 * reading the annotations of all of them takes longer than most of them run.
 */
enum Verb {
  INIT("Write an evaluation of your own to start from, after three questions."),
  RUN("Run evaluations and end with their verdict."),
  UP("Start the local stack: database, broker, the three services and a simulated provider."),
  DOWN("Stop the local stack, also what a killed one left behind. Data is kept."),
  STATUS("Say whether the local stack runs, where, and as which processes."),
  WATCH("Follow a run to its end and end with its verdict. Ctrl-C only stops watching."),
  CANCEL("Stop a run. What is settled is kept."),
  RETRY("Ask again for the items of a run that ended in error."),
  RESUME("Go on with a cancelled run."),
  RERUN("Launch a new run with the definition of an earlier one."),
  OPTIMIZE("Ask a model for a better version of a run's skill, by what went wrong in the run."),
  DELETE("Delete ended runs with everything that belongs to them, for good."),
  RESCORE("Score the answers of a run again, also with other scorers, without asking."),
  SHOW("Print a run as it stands, its items, or one of them."),
  HINTS("Say what to look at first in a run: weakest fields, what notes speak of, some failures."),
  LIST("List recent runs, the newest first."),
  COMPARE("Compare runs over the same items, paired item by item."),
  DATASET("Import, export, compare and list datasets."),
  TRAFFIC("What production answered, and what people said of it."),
  PROVIDERS("Providers of models: who is asked, under which credential and limits."),
  SCORERS("What answers are measured by: built-in scorers, and your own."),
  SKILLS("Prompts with a schema of their answers and the settings of a model, by name."),
  KEYS("API keys of the workspace: who may use the server, and for what."),
  AUDIT("Who changed what in the workspace, and what was denied to whom."),
  LABELS("Hold judges against what people say of the same answers."),
  GATE("Wait for a run and end with the verdict of its gate, for a build."),
  SIMULATE("Serve a simulated model provider, to try things out without an account."),
  EXPORT("Write a run with its items to a file or the output."),
  VERIFY("Check the capsule of a run, without a server."),
  COMPLETION("Print a script that lets bash or zsh complete commands and options."),
  DOCTOR("Check this machine, the local stack and the server, and say what is in the way.");

  private final String description;

  Verb(String description) {
    this.description = description;
  }

  /** The one of a name as typed, if there is one. */
  static Optional<Verb> of(String typed) {
    for (Verb verb : values()) {
      if (verb.word().equals(typed)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }

  /** As it is typed. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the help says of it, without making it. */
  CommandSpec summary() {
    CommandSpec spec = CommandSpec.create().name(word());
    spec.usageMessage().description(description);
    return spec;
  }

  /** Makes it, with all of its options. */
  CommandLine command(Context context) {
    return switch (this) {
      case INIT -> of(new InitCommand(context, System.in));
      case RUN -> of(new RunCommand(context));
      case UP -> of(new UpCommand(context));
      case DOWN -> of(new DownCommand(context));
      case STATUS -> of(new StatusCommand(context));
      case WATCH -> of(new WatchCommand(context));
      case CANCEL -> of(new Cancel(context));
      case RETRY -> of(new Retry(context));
      case RESUME -> of(new Resume(context));
      case RERUN -> of(new Rerun(context));
      case OPTIMIZE -> of(new OptimizeCommand(context));
      case DELETE -> of(new DeleteCommand(context, System.in));
      case RESCORE -> of(new Rescore(context));
      case SHOW -> of(new ShowCommand(context));
      case HINTS -> of(new HintsCommand(context));
      case LIST -> of(new ListCommand(context));
      case COMPARE -> of(new CompareCommand(context));
      case DATASET -> of(new DatasetCommand(context));
      case TRAFFIC -> of(new TrafficCommand(context));
      case PROVIDERS -> ProvidersCommand.of(context);
      case SCORERS -> ScorersCommand.of(context);
      case SKILLS -> of(new SkillsCommand(context));
      case KEYS -> of(new KeysCommand(context));
      case AUDIT -> of(new AuditCommand(context));
      case LABELS -> of(new LabelsCommand(context));
      case GATE -> of(new GateCommand(context));
      case SIMULATE -> of(new SimulateCommand(context));
      case EXPORT -> of(new ExportCommand(context));
      case VERIFY -> of(new VerifyCommand(context));
      case COMPLETION -> of(new CompletionCommand(context));
      case DOCTOR -> of(new DoctorCommand(context));
    };
  }

  private static CommandLine of(Object command) {
    return new CommandLine(command);
  }
}

package dev.assay.cli.command.start;

import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay completion}: a script that lets the shell complete commands and options. */
@Command(
    name = "completion",
    description = "Print a script that lets bash or zsh complete commands and options.",
    footer = {"", "Put this into ~/.bashrc or ~/.zshrc:", "  source <(assay completion)"})
public final class CompletionCommand implements Callable<Integer> {
  private final Context context;

  @Spec private CommandSpec spec;

  /**
   * @param context what every subcommand needs
   */
  public CompletionCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.console().out().print(AutoComplete.bash("assay", spec.root().commandLine()));
    context.console().out().flush();
    return ExitCode.PASS;
  }
}

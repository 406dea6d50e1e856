package dev.assay.cli.command.stack;

import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code assay down}: stops the local stack. */
@Command(
    name = "down",
    description = "Stop the local stack, also what a killed one left behind. Data is kept.")
public final class DownCommand implements Callable<Integer> {
  private final Context context;

  /**
   * @param context what every subcommand needs
   */
  public DownCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean stopped = context.localStack().down();
    context.console().say(stopped ? "The stack has stopped." : "No stack was running.");
    return ExitCode.PASS;
  }
}

package dev.assay.cli.command.stack;

import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.stack.LocalStack;
import dev.assay.cli.stack.home.StackState;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.UsageException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay up}: starts the local stack, and keeps it running. */
@Command(
    name = "up",
    description = {
      "Start the local stack: database, broker, the three services and a simulated provider.",
      "Everything is kept in ASSAY_HOME (~/.assay) and listens on 127.0.0.1 only.",
      "In the foreground Ctrl-C stops it; with -d it goes on until 'assay down'."
    })
public final class UpCommand implements Callable<Integer> {
  private static final int MOST_WORKERS = 32;

  private final Context context;

  @Option(
      names = {"-d", "--detach"},
      description = "Return when the stack is ready.")
  private boolean detach;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of worker processes (default: ${DEFAULT-VALUE}).")
  private int workers;

  /**
   * @param context what every subcommand needs
   */
  public UpCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (workers < 1 || workers > MOST_WORKERS) {
      throw new UsageException("--workers must be between 1 and " + MOST_WORKERS + ".");
    }
    LocalStack stack = context.localStack();
    Console console = context.console();
    Optional<StackState> running = stack.running();
    if (running.isPresent()) {
      boolean leaving = stack.lease().left().isPresent();
      stack.lease().end();
      console.say(
          leaving
              ? "The stack already runs; it stays until 'assay down' now."
              : "The stack already runs.");
      console.out().println(running.get().url());
      console.say("The page: " + stack.page(running.get().url()));
      return ExitCode.PASS;
    }
    console.say("Starting the local stack in " + stack.layout().home() + " …");
    Process supervisor = stack.up(workers, !detach, text -> console.say("  " + text));
    String url = stack.status().url();
    console.out().println(url);
    console.say("The page: " + stack.page(url));
    console.say("The API key is in " + stack.layout().apiKey() + ".");
    if (detach) {
      console.say("Ready. 'assay down' stops it.");
      return ExitCode.PASS;
    }
    console.say("Ready. Ctrl-C stops it.");
    return attend(supervisor);
  }

  /** Waits until the stack is gone; a signal to this process asks it to go first. */
  private Integer attend(Process supervisor) throws InterruptedException {
    Thread stop =
        new Thread(
            () -> {
              supervisor.destroy();
              supervisor.onExit().join();
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    int code = supervisor.waitFor();
    context.console().say("The stack has stopped.");
    return code == 0 ? ExitCode.PASS : ExitCode.RUN_FAILED;
  }
}

package dev.assay.cli.command.stack;

import dev.assay.cli.client.ApiException;
import dev.assay.cli.client.UnreachableException;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.stack.LocalStack;
import dev.assay.cli.stack.Requirement;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code assay doctor}: says what is in the way of working. */
@Command(
    name = "doctor",
    description = "Check this machine, the local stack and the server, and say what is in the way.")
public final class DoctorCommand implements Callable<Integer> {
  private final Context context;

  /**
   * @param context what every subcommand needs
   */
  public DoctorCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Console console = context.console();
    LocalStack stack = context.localStack();
    boolean well = true;
    for (Requirement.Finding finding : Requirement.all(stack.layout())) {
      console.out().println((finding.well() ? "ok   " : "BAD  ") + finding.text());
      well &= finding.well();
    }
    boolean running = stack.running().isPresent();
    console.out().println("ok   local stack: " + (running ? "running" : "not running"));
    if (running || context.environment().containsKey("ASSAY_URL")) {
      well &= server(console);
    }
    return well ? ExitCode.PASS : ExitCode.USAGE;
  }

  private boolean server(Console console) {
    try (Server server = Server.find(context)) {
      var unused = server.client().get("/v1/runs?limit=1");
      console.out().println("ok   server " + server.client().base() + " answers to this key");
      return true;
    } catch (ApiException | UnreachableException | UsageException e) {
      console.out().println("BAD  server: " + e.getMessage());
      return false;
    }
  }
}

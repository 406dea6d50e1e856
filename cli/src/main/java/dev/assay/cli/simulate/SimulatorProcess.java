package dev.assay.cli.simulate;

import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the simulator of the installed worker-service as a child that never outlives this process.
 */
final class SimulatorProcess {
  private final Console console;

  SimulatorProcess(Console console) {
    this.console = console;
  }

  /**
   * Runs it until it ends, and passes on what it says.
   *
   * @return its exit code
   * @throws UsageException when it is not installed
   */
  int run(List<String> arguments) throws IOException, InterruptedException {
    // The child ends when its standard input does, so also when this process is killed.
    Process process = new ProcessBuilder(command(arguments)).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-simulator"));
    Thread problems = new Thread(() -> pass(process), "simulator-problems");
    problems.setDaemon(true);
    problems.start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      console.out().println(line);
    }
    int code = process.waitFor();
    problems.join();
    return code;
  }

  private void pass(Process process) {
    process.errorReader(StandardCharsets.UTF_8).lines().forEach(console::say);
  }

  private static List<String> command(List<String> arguments) {
    Path app = app();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    command.add("-cp");
    command.add(app.resolve("lib/main") + "/*:" + app.resolve("app") + "/*");
    command.add("dev.assay.simulator.SimulatorServer");
    command.addAll(List.of("--attached", "true"));
    command.addAll(arguments);
    return command;
  }

  private static Path app() {
    String install = System.getProperty("assay.install");
    if (install == null) {
      throw new UsageException("The folder of Assay is not known. Start through the assay script.");
    }
    Path app = Path.of(install, "worker-service/target/quarkus-app");
    if (!Files.isDirectory(app.resolve("app"))) {
      throw new UsageException(
          app + " is missing. Start through the assay script, which builds it.");
    }
    return app;
  }
}

package dev.assay.cli.stack.postgres;

import dev.assay.cli.stack.home.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL's own programs, one at a time, each with all that it starts. */
final class PostgresPrograms {
  /** A machine that is busy takes a minute for what takes two seconds. */
  private static final long LIMIT_SECONDS = 600;

  private final Path folder;
  private Process running;
  private boolean abandoned;

  /**
   * @param folder with the programs
   */
  PostgresPrograms(Path folder) {
    this.folder = folder;
  }

  /** The words that start a program as this user may; arguments can be added. */
  List<String> command(String name) {
    List<String> command = new ArrayList<>(AccountWrapper.forThisUser().prefix());
    command.add(folder.resolve(name).toString());
    return command;
  }

  /**
   * Runs a program to its end.
   *
   * @param input what it reads
   * @throws StackException when it fails, with what it said, or when it was abandoned
   */
  void run(List<String> command, String input) throws IOException {
    Path output = Files.createTempFile("assay-postgres", ".out");
    try {
      Process process = start(command, output);
      try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
        stdin.write(input);
      }
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        end(process);
      }
      String said = Files.readString(output).strip();
      if (!ended || process.exitValue() != 0 || said.contains("ERROR:")) {
        throw new StackException("PostgreSQL could not be set up. It said:\n" + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while PostgreSQL was being set up.", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private synchronized Process start(List<String> command, Path output) throws IOException {
    if (abandoned) {
      throw new StackException("PostgreSQL is not set up: the stack stops.");
    }
    running =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return running;
  }

  /** Ends what runs and lets nothing more begin. */
  synchronized void abandon() {
    abandoned = true;
    if (running != null && running.isAlive()) {
      end(running);
    }
  }

  /** initdb leaves a server of its own behind when only itself is killed. */
  private static void end(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }
}

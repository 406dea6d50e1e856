package dev.assay.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.harness.Cli;
import dev.assay.system.harness.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The system's Node.js, with the compiler that the page is built with. Without it tests are skipped
 * with a sentence that says how to get it, and fail where {@code ASSAY_NODE=required} is set.
 */
final class Node {
  private static final long LIMIT_SECONDS = 120;
  private static final String NO_NODE =
      "The client of TypeScript was not driven: no node on the PATH. Node.js 20 or newer is needed"
          + " (nodejs.org, or your system's package nodejs).";
  private static final String NO_COMPILER =
      "The client of TypeScript was not driven: %s is missing. The build of run-service puts it"
          + " there where Node.js 20 or newer is on the PATH.";

  private static final String NO_NPM =
      "What instrumentations of JavaScript report was not read: no npm on the PATH. It comes with"
          + " Node.js 20 or newer (nodejs.org, or your system's packages nodejs and npm).";

  private final Path node;
  private final Path compiler;

  private Node(Path node, Path compiler) {
    this.node = node;
    this.compiler = compiler;
  }

  static Node find() {
    Path node = Programs.onPath("node").orElseGet(() -> missing(NO_NODE));
    Path compiler =
        Cli.install().resolve("run-service/src/main/webui/node_modules/typescript/bin/tsc");
    return new Node(
        node, Files.exists(compiler) ? compiler : missing(NO_COMPILER.formatted(compiler)));
  }

  private static Path missing(String sentence) {
    return Programs.missing("ASSAY_NODE", sentence);
  }

  /**
   * Installs what a project of npm names in its lock file, into a folder of its own; what is there
   * already from the same lock file stays.
   *
   * @return the folder, with the files of the project
   */
  Path install(Path project, Path into) {
    Path npm = Programs.onPath("npm").orElseGet(() -> missing(NO_NPM));
    try {
      Path lock = project.resolve("package-lock.json");
      Path done = into.resolve("node_modules/.package-lock.json");
      boolean same =
          Files.exists(done)
              && Files.exists(into.resolve("package-lock.json"))
              && Files.mismatch(lock, into.resolve("package-lock.json")) < 0;
      Files.createDirectories(into);
      try (Stream<Path> files = Files.list(project)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, into.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      if (!same) {
        run(
            Map.of(),
            npm,
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--prefix",
            into.toString());
      }
      return into;
    } catch (IOException e) {
      throw new IllegalStateException(project + " cannot be installed.", e);
    }
  }

  /** Compiles the project in a folder; what the compiler finds fails the test. */
  void compile(Path project) {
    run(Map.of(), compiler.toString(), "-p", project.toString());
  }

  /**
   * Runs a script to its end; one that fails, fails the test.
   *
   * @return what it printed
   */
  String run(Map<String, String> environment, String... script) {
    return run(environment, node, script);
  }

  private static String run(Map<String, String> environment, Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      // Files and not pipes: nobody has to read while it runs.
      Path out = Files.createTempFile("assay-st-", ".out");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(command + " did not end:\n" + Files.readString(out));
        }
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as("%s says: %s", command, said).isZero();
        return said;
      } finally {
        Files.deleteIfExists(out);
      }
    } catch (IOException e) {
      throw new IllegalStateException(command + " cannot be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + command + " ran.", e);
    }
  }
}

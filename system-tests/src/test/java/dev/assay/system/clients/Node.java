package dev.assay.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.harness.Cli;
import dev.assay.system.harness.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The system's Node.js, with the compiler that the page is built with. Without it tests are skipped
 * with a sentence that says how to get it, and fail where {@code ASSAY_NODE=required} is set.
 */
final class Node {
  private static final String NO_NODE =
      "The client of TypeScript was not driven: no node on the PATH. Node.js 20 or newer is needed"
          + " (nodejs.org, or your system's package nodejs).";
  private static final String NO_COMPILER =
      "The client of TypeScript was not driven: %s is missing. The build of run-service puts it"
          + " there where Node.js 20 or newer is on the PATH.";

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
    Programs.Result ended = Programs.run(environment, program, arguments);
    assertThat(ended.code()).as("%s says: %s%s", program, ended.out(), ended.err()).isZero();
    return ended.out();
  }
}

package dev.assay.benchmarks.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A built checkout, and the commands it offers.
 *
 * @param root of the repository
 */
public record Install(Path root) {
  /**
   * The one that {@code benchmarks/run} belongs to.
   *
   * @throws IllegalStateException when it is not known or something is not built
   */
  public static Install ofThisProcess() {
    String root = System.getProperty("assay.install");
    if (root == null) {
      throw new IllegalStateException("Start through benchmarks/run, which says where Assay is.");
    }
    Install install = new Install(Path.of(root));
    for (String needed :
        List.of("cli/target/assay-cli.jar", "worker-service/target/quarkus-app/quarkus-run.jar")) {
      if (!Files.exists(install.root.resolve(needed))) {
        throw new IllegalStateException(
            needed + " is missing. Run ./mvnw package -DskipTests first.");
      }
    }
    return install;
  }

  /** The assay command with arguments. */
  public List<String> assay(String... arguments) {
    Path target = root.resolve("cli/target");
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-Dassay.install=" + root,
                "-cp",
                target.resolve("assay-cli.jar") + ":" + target.resolve("lib") + "/*",
                "dev.assay.cli.Assay"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The simulated provider with arguments, with the memory it has in the local stack. */
  public List<String> simulator(String... arguments) {
    Path app = root.resolve("worker-service/target/quarkus-app");
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                app.resolve("lib/main") + "/*:" + app.resolve("app") + "/*",
                "dev.assay.simulator.SimulatorServer"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}

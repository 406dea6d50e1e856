package dev.assay.system.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code assay} command, run as a child process against a home of its own. */
public final class Cli {
  private static final long LIMIT_SECONDS = 300;

  private final Path home;

  /**
   * What a command left behind.
   *
   * @param code exit code
   * @param out standard output
   * @param err standard error
   */
  public record Result(int code, String out, String err) {}

  /**
   * @param home the value of ASSAY_HOME
   */
  public Cli(Path home) {
    this.home = home;
  }

  /**
   * The folder with the launcher and the built modules: the system property {@code assay.install},
   * else the parent of this module.
   */
  public static Path install() {
    Path root = Path.of(System.getProperty("assay.install", "..")).toAbsolutePath().normalize();
    for (String built :
        List.of(
            "assay",
            "cli/target/assay-cli.jar",
            "run-service/target/quarkus-app/quarkus-run.jar",
            "worker-service/target/quarkus-app/quarkus-run.jar",
            "scoring-service/target/quarkus-app/quarkus-run.jar")) {
      if (!Files.exists(root.resolve(built))) {
        throw new IllegalStateException(
            root.resolve(built) + " is missing. These tests start what was packaged: use verify.");
      }
    }
    return root;
  }

  /** Runs a command to its end. */
  public Result run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /**
   * Runs a command to its end.
   *
   * @param environment on top of what the command needs
   * @throws IllegalStateException when it takes longer than four minutes
   */
  public Result run(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(install().resolve("assay").toString()));
    command.addAll(List.of(arguments));
    try {
      // Files and not pipes: nobody has to read while the command runs.
      Path out = Files.createTempFile("assay-st-", ".out");
      Path err = Files.createTempFile("assay-st-", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> env = builder.environment();
        List.of("ASSAY_URL", "ASSAY_API_KEY", "JAVA_TOOL_OPTIONS").forEach(env::remove);
        env.put("ASSAY_HOME", home.toString());
        env.put("ASSAY_BUILD", "never");
        // Stacks of tests live short: the optimising compiler would take more time than it gives.
        env.put("ASSAY_JVM_OPTIONS", "-XX:TieredStopAtLevel=1");
        env.put("JAVA_HOME", System.getProperty("java.home"));
        env.putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(
              "assay " + String.join(" ", arguments) + " did not end:\n" + Files.readString(err));
        }
        return new Result(
            process.exitValue(),
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new IllegalStateException("The assay command cannot be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the assay command ran.", e);
    }
  }
}

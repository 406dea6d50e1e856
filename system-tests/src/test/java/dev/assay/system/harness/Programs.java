package dev.assay.system.harness;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of the system that a test drives and that not every machine has. */
public final class Programs {
  private static final long LIMIT_SECONDS = 300;

  private Programs() {}

  /**
   * What became of a program.
   *
   * @param out what it printed, and {@code err} what it printed beside
   */
  public record Result(int code, String out, String err) {}

  /**
   * Where the first of these programs stands on the PATH.
   *
   * @param names the one that is liked best first
   */
  public static Optional<Path> onPath(String... names) {
    String[] folders = System.getenv().getOrDefault("PATH", "").split(":");
    return Arrays.stream(names)
        .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Skips the test, or fails it where the variable is {@code required}.
   *
   * @param sentence what was not tested, and how to get the program
   * @return never
   */
  public static Path missing(String variable, String sentence) {
    return required(variable) ? fail(sentence) : abort(sentence);
  }

  /** Whether the variable says that the program has to be there. */
  public static boolean required(String variable) {
    return "required".equals(System.getenv(variable));
  }

  /**
   * Runs a program to its end, for two minutes at most.
   *
   * @param environment beside that of this process
   */
  public static Result run(Map<String, String> environment, Path program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      // Files and not pipes: nobody has to read while it runs.
      Path out = Files.createTempFile("assay-st-", ".out");
      Path err = Files.createTempFile("assay-st-", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(
              command + " did not end:\n" + Files.readString(out) + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new IllegalStateException(command + " cannot be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + command + " ran.", e);
    }
  }
}

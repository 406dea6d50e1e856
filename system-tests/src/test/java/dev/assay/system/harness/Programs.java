package dev.assay.system.harness;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs of the system that a test drives and that not every machine has. */
public final class Programs {
  private Programs() {}

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
    return "required".equals(System.getenv(variable)) ? fail(sentence) : abort(sentence);
  }
}

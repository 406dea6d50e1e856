package dev.assay.system.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;

/** Installs what tests need out of npm's packages. */
public final class Npm {
  private static final String NO_NPM =
      "What stands in %s was not installed: no npm on the PATH. It comes with Node.js 20 or newer"
          + " (nodejs.org, or your system's packages nodejs and npm).";

  private Npm() {}

  /**
   * Installs what a project of npm names in its lock file, into a folder of its own; what is there
   * already from the same lock file stays. Processes of tests that want the same wait for each
   * other. Without npm the test is skipped, and fails where {@code ASSAY_NODE=required} is set.
   *
   * @return the folder, with the files of the project
   */
  public static Path install(Path project, Path into) {
    Path npm =
        Programs.onPath("npm")
            .orElseGet(() -> Programs.missing("ASSAY_NODE", NO_NPM.formatted(project)));
    try {
      Files.createDirectories(into);
      try (FileChannel file =
              FileChannel.open(
                  into.resolveSibling(into.getFileName() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = file.lock()) {
        assertThat(lock.isValid()).isTrue();
        locked(npm, project, into);
      }
      return into;
    } catch (IOException e) {
      throw new IllegalStateException(project + " cannot be installed.", e);
    }
  }

  private static void locked(Path npm, Path project, Path into) throws IOException {
    Path there = into.resolve("package-lock.json");
    boolean same =
        Files.exists(into.resolve("node_modules/.package-lock.json"))
            && Files.exists(there)
            && Files.mismatch(project.resolve("package-lock.json"), there) < 0;
    try (Stream<Path> files = Files.list(project)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, into.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (same) {
      return;
    }
    Programs.Result installed =
        Programs.run(
            Map.of(),
            npm,
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--prefix",
            into.toString());
    assertThat(installed.code())
        .as("npm ci of %s says: %s%s", project, installed.out(), installed.err())
        .isZero();
  }
}

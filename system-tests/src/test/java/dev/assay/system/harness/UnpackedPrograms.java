package dev.assay.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's programs as the first stack of this JVM unpacked them, for those after it: that is a
 * good part of the work of a start, and the same each time.
 */
final class UnpackedPrograms {
  private static final String FOLDER = "runtime/postgres-18";

  private Path kept;

  /** Puts a link to what is kept into a home that has none of its own. */
  synchronized void giveTo(Path home) {
    if (kept == null || Files.exists(home.resolve(FOLDER))) {
      return;
    }
    try {
      Files.createDirectories(home.resolve(FOLDER).getParent());
      Files.createSymbolicLink(home.resolve(FOLDER), kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps what a stack unpacked, when nothing is kept yet; goes with this JVM. */
  synchronized void takeFrom(Path home) {
    if (kept != null) {
      return;
    }
    Path folder = Stack.temporaryHome();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Stack.delete(folder), "programs"));
    try {
      // With the rights of each file, which Java's copy of a single file would have to be told.
      Process copy =
          new ProcessBuilder("cp", "-a", home.resolve(FOLDER).toString(), folder.toString())
              .inheritIO()
              .start();
      if (!copy.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS) || copy.exitValue() != 0) {
        throw new IllegalStateException("the programs of PostgreSQL cannot be copied");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    kept = folder.resolve("postgres-18");
  }
}

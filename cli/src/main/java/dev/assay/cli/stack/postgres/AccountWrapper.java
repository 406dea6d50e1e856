package dev.assay.cli.stack.postgres;

import dev.assay.cli.stack.home.StackException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What stands before a PostgreSQL program on the command line so that it runs for this user.
 *
 * <p>PostgreSQL refuses to run as root. In a user namespace without a mapping the same process has
 * another number and the same rights, and keeps its process id.
 *
 * @param prefix words before the program; empty for an ordinary user
 */
record AccountWrapper(List<String> prefix) {
  private static final List<String> NAMESPACE = List.of("unshare", "-U");

  static AccountWrapper forThisUser() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new AccountWrapper(List.of());
    }
    if (!works()) {
      throw new StackException(
          "PostgreSQL does not run as root, and 'unshare -U' is not allowed here. Run Assay as an"
              + " ordinary user, or allow user namespaces (in a container: --cap-add SYS_ADMIN or a"
              + " seccomp profile that permits them).");
    }
    return new AccountWrapper(NAMESPACE);
  }

  private static boolean works() {
    try {
      Process probe =
          new ProcessBuilder("unshare", "-U", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(60, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

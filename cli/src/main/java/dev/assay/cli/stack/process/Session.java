package dev.assay.cli.stack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts a process in a session of its own, so that Ctrl-C at the terminal reaches the command and
 * not the stack behind it.
 */
public final class Session {
  private Session() {}

  /** Words before a command; empty where the system offers nothing. */
  public static List<String> prefix() {
    if (onPath("setsid")) {
      return List.of("setsid");
    }
    return onPath("perl")
        ? List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec(@ARGV) or exit(127)")
        : List.of();
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}

package dev.assay.cli.stack.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * Where one local stack keeps its things.
 *
 * @param home the folder below which everything is
 */
public record Layout(Path home) {

  /**
   * The layout that the environment names.
   *
   * @param environment {@code ASSAY_HOME} when set, else {@code .assay} in the user's home
   */
  public static Layout of(Map<String, String> environment) {
    String chosen = environment.get("ASSAY_HOME");
    // As the shell reads ~: what HOME says, and only without it what the system knows of the user.
    String user = environment.getOrDefault("HOME", System.getProperty("user.home"));
    Path home = chosen == null || chosen.isBlank() ? Path.of(user, ".assay") : Path.of(chosen);
    return new Layout(home.toAbsolutePath().normalize());
  }

  /**
   * Creates the folders, readable by their owner only.
   *
   * @throws StackException when the home cannot be written
   */
  public void create() {
    try {
      for (Path folder : List.of(home, logs(), secrets(), runtime())) {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      Files.delete(Files.createTempFile(home, "writable", ".probe"));
    } catch (IOException e) {
      throw new StackException(
          "Cannot write to "
              + home
              + " ("
              + e
              + "). Make it writable for you, free some disk, or set ASSAY_HOME to another folder.",
          e);
    }
  }

  /** One log file per process. */
  public Path logs() {
    return home.resolve("logs");
  }

  /** The log of one process. */
  public Path log(String process) {
    return logs().resolve(process + ".log");
  }

  /** Generated passwords and the master key. */
  public Path secrets() {
    return home.resolve("secrets");
  }

  /** Unpacked binaries. */
  public Path runtime() {
    return home.resolve("runtime");
  }

  /** PostgreSQL's data directory. */
  public Path postgresData() {
    return home.resolve("postgres");
  }

  /** The broker's journal. */
  public Path brokerData() {
    return home.resolve("broker");
  }

  /** What runs, while it runs. */
  public Path state() {
    return home.resolve("stack.json");
  }

  /** The ports of last time, so that addresses stay the same. */
  public Path ports() {
    return home.resolve("ports.json");
  }

  /** Held by the supervisor for as long as it lives. */
  public Path lock() {
    return home.resolve("stack.lock");
  }

  /** Where run-service writes the first API key. */
  public Path apiKey() {
    return home.resolve("api-key");
  }
}

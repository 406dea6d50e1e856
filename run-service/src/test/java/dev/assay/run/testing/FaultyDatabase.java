package dev.assay.run.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL of its own for tests that kill, freeze and start it again; broker and keys are those
 * of {@link RunServiceResources}. It signals the processes that it started itself and no other.
 */
public final class FaultyDatabase implements QuarkusTestResourceLifecycleManager {
  // Kept as system properties, and as text: the test's class loader is not the one that started the
  // database, and others read all properties there are.
  private static final String FOLDER = "assay.test.faulty.folder";
  private static final String PORT = "assay.test.faulty.port";
  private static final String BINARY = "assay.test.faulty.binary";
  private EmbeddedPostgres first;

  @Override
  public Map<String, String> start() {
    try {
      System.setProperty(FOLDER, Files.createTempDirectory("faulty-database").toString());
      System.setProperty(PORT, Integer.toString(freePort()));
      first =
          EmbeddedPostgres.builder()
              .setDataDirectory(System.getProperty(FOLDER))
              .setCleanDataDirectory(false)
              .setPort(Integer.getInteger(PORT))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RunServiceResources.makeRoles(Integer.getInteger(PORT));
    System.setProperty(
        BINARY, ProcessHandle.of(postmaster()).flatMap(p -> p.info().command()).orElseThrow());
    Map<String, String> config = new HashMap<>(new RunServiceResources().start());
    config.put("assay.db.port", System.getProperty(PORT));
    return config;
  }

  @Override
  public void stop() {
    if (isAlive()) {
      kill();
    }
    try {
      first.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty(FOLDER)))) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again on the data that is there. */
  public static void boot() {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL does not run as root; in a namespace of its own root is nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty(BINARY)).resolveSibling("pg_ctl").toString(),
            "-D",
            System.getProperty(FOLDER),
            "-o",
            "-p " + System.getProperty(PORT),
            "-l",
            Path.of(System.getProperty(FOLDER), "again.log").toString(),
            "-w",
            "start"));
    run(command);
  }

  /** Ends it by SIGKILL, and waits until nothing of it is left. */
  public static void kill() {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    Awaitility.await().atMost(Lab.LONG).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Stops all of its processes where they stand, by SIGSTOP. */
  public static void freeze() {
    signal("STOP");
  }

  /** Lets them go on. */
  public static void thaw() {
    signal("CONT");
  }

  private static void signal(String name) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes().forEach(process -> command.add(Long.toString(process.pid())));
    run(command);
  }

  private static void run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(240, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("failed: " + command);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isAlive() {
    return Files.exists(pidFile())
        && ProcessHandle.of(postmaster()).filter(ProcessHandle::isAlive).isPresent();
  }

  private static List<ProcessHandle> processes() {
    ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
    return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
  }

  private static long postmaster() {
    try {
      return Long.parseLong(Files.readAllLines(pidFile()).get(0).trim());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path pidFile() {
    return Path.of(System.getProperty(FOLDER), "postmaster.pid");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

package dev.assay.run.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  // Kept as system properties: the test's class loader is not the one that started the database.
  private static final String FOLDER = "assay.test.faulty.folder";
  private static final String PORT = "assay.test.faulty.port";
  private static final String RUNNING = "assay.test.faulty.running";

  @Override
  public Map<String, String> start() {
    try {
      System.setProperty(FOLDER, Files.createTempDirectory("faulty-database").toString());
      System.setProperty(PORT, Integer.toString(freePort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boot();
    Map<String, String> config = new HashMap<>(new RunServiceResources().start());
    config.put("assay.db.port", System.getProperty(PORT));
    return config;
  }

  @Override
  public void stop() {
    if (isAlive()) {
      kill();
    }
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty(FOLDER)))) {
      files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(f -> f.delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it on the data that is there. */
  public static void boot() {
    try {
      Closeable running =
          EmbeddedPostgres.builder()
              .setDataDirectory(System.getProperty(FOLDER))
              .setCleanDataDirectory(false)
              .setPort(Integer.getInteger(PORT))
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "100")
              .start();
      System.getProperties().put(RUNNING, running);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    try {
      Process kill = new ProcessBuilder(command).inheritIO().start();
      if (!kill.waitFor(30, TimeUnit.SECONDS) || kill.exitValue() > 1) {
        throw new IllegalStateException("not signalled: " + command);
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

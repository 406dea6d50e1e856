package dev.assay.system.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A local stack of its own: own home, free ports, real processes. Closing it stops everything,
 * keeps the logs below {@code target/stack-logs} and removes the home; so does the end of this JVM.
 */
public final class Stack implements AutoCloseable {
  private static final UnpackedPrograms PROGRAMS = new UnpackedPrograms();

  private final String name;
  private final Path home;
  private final Map<String, String> environment;
  private final Cli cli;
  private final Thread hook = new Thread(this::stop, "stop-stack");
  private JsonNode ports;
  private String url;
  private String key;
  private boolean stopped;

  /**
   * A process that runs.
   *
   * @param name as {@code assay status} has it
   */
  public record Part(String name, ProcessHandle process) {
    /** Tells it to leave, at once, and waits until it has; the supervisor starts it again. */
    public Killed terminate() {
      return end(ProcessHandle::destroy);
    }

    /** Stops it where it stands, as a machine does that is out of breath: SIGSTOP. */
    public void freeze() {
      signal("-STOP");
    }

    /** Lets it go on: SIGCONT. */
    public void thaw() {
      signal("-CONT");
    }

    private void signal(String which) {
      try {
        Process kill =
            new ProcessBuilder("kill", which, Long.toString(process.pid())).inheritIO().start();
        assertThat(kill.onExit().join().exitValue()).as("kill %s of %s", which, name).isZero();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Killed end(Predicate<ProcessHandle> signal) {
      Instant told = Instant.now();
      assertThat(signal.test(process)).as("signal to %s", name).isTrue();
      process.onExit().orTimeout(Patience.LONG.toSeconds(), TimeUnit.SECONDS).join();
      return new Killed(name, process.pid(), told, Instant.now());
    }
  }

  private Stack(String name, Path home, Map<String, String> environment) {
    this.environment = environment;
    this.name = name;
    this.home = home;
    this.cli = new Cli(home);
  }

  /**
   * A process that was killed, or told to leave.
   *
   * @param name as {@code assay status} has it
   * @param pid it had
   * @param told when it got the signal
   * @param at when it was gone
   */
  public record Killed(String name, long pid, Instant told, Instant at) {}

  /**
   * Starts a stack with {@code assay up -d} in a home of its own.
   *
   * @param name for the folder with its logs
   */
  public static Stack start(String name, int workers) {
    return startIn(temporaryHome(), name, workers);
  }

  /**
   * Starts one whose processes have more in their environment.
   *
   * @param name for the folder with its logs
   */
  public static Stack start(String name, int workers, Map<String, String> environment) {
    return started(new Stack(name, temporaryHome(), environment), workers);
  }

  /**
   * Starts a stack with {@code assay up -d}.
   *
   * @param home may hold what an earlier stack left there; removed at the end
   * @param name for the folder with its logs
   */
  public static Stack startIn(Path home, String name, int workers) {
    return started(new Stack(name, home, Map.of()), workers);
  }

  private static Stack started(Stack stack, int workers) {
    Runtime.getRuntime().addShutdownHook(stack.hook);
    try {
      PROGRAMS.giveTo(stack.home);
      stack.up(workers);
      PROGRAMS.takeFrom(stack.home);
      return stack;
    } catch (RuntimeException | AssertionError e) {
      try {
        stack.close();
      } catch (RuntimeException | AssertionError more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  /** Stops the stack and starts it again in its home. */
  public void restart(int workers) {
    down();
    up(workers);
  }

  private void up(int workers) {
    Cli.Result up = cli.run(environment, "up", "-d", "--workers", Integer.toString(workers));
    assertThat(up.code()).as("assay up -d: %s", up.err()).isZero();
    JsonNode status = status();
    ports = status.path("ports");
    url = status.path("url").asText();
    try {
      key = Files.readString(Path.of(status.path("api_key_file").asText())).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void down() {
    Cli.Result down = cli.run("down");
    assertThat(down.code()).as("assay down: %s", down.err()).isZero();
  }

  /** The command, with this stack's home. */
  public Cli cli() {
    return cli;
  }

  /** Where everything is kept. */
  public Path home() {
    return home;
  }

  /** Of run-service. */
  public String url() {
    return url;
  }

  /** The first API key. */
  public String key() {
    return key;
  }

  /** REST as a user with the first key. */
  public Api api() {
    return new Api(url, key);
  }

  /** The simulated provider over HTTP. */
  public Simulator simulator() {
    return new Simulator(ports.path("simulator").asInt());
  }

  /** The stack's database. */
  public Database database() {
    return new Database(ports.path("postgres").asInt(), secret("postgres-password"));
  }

  /** The broker's queues. */
  public Queues queues() {
    return new Queues(ports.path("broker").asInt(), secret("broker-password"));
  }

  /** What {@code assay status --format json} prints. */
  public JsonNode status() {
    Cli.Result status = cli.run("status", "--format", "json");
    assertThat(status.code()).as("assay status: %s", status.err()).isZero();
    return Api.json(status.out());
  }

  /** Port of each process. */
  public List<Integer> ports() {
    return Stream.of(ports)
        .flatMap(p -> p.properties().stream())
        .map(e -> e.getValue().asInt())
        .toList();
  }

  /** Where metrics are served, as {@code host:port}, by process. */
  public Map<String, String> metrics() {
    Map<String, String> addresses = new TreeMap<>();
    ports
        .properties()
        .forEach(
            port -> {
              if (port.getKey().matches("(run|worker|scoring)-service(-\\d+)?")) {
                addresses.put(port.getKey(), "127.0.0.1:" + port.getValue().asInt());
              }
            });
    return addresses;
  }

  /** Kills a process the hard way; the supervisor starts it again. */
  public Killed kill(String process) {
    return part(process).end(ProcessHandle::destroyForcibly);
  }

  /** A process as it runs now. */
  public Part part(String process) {
    ProcessHandle handle =
        ProcessHandle.of(pid(process))
            .orElseThrow(() -> new AssertionError(process + " does not run"));
    return new Part(process, handle);
  }

  /**
   * The number of a process as the supervisor wrote it down, or 0. Read and not asked of the
   * command: on a busy machine that takes so long that what was to be disturbed is over.
   */
  private long pid(String process) {
    try {
      JsonNode state = Api.json(Files.readString(home.resolve("stack.json")));
      return state.path("processes").path(process).path("pid").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the supervisor has started a killed process again. */
  public void awaitRestart(Killed killed) {
    await("restart of " + killed.name())
        .atMost(Patience.LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              long pid = pid(killed.name());
              return pid != 0 && pid != killed.pid();
            });
  }

  /** What a further run-service needs to join this stack at a port of its own. */
  public Map<String, String> runServiceEnvironment(int port) {
    return Map.ofEntries(
        Map.entry("ASSAY_BROKER_HOST", "127.0.0.1"),
        Map.entry("ASSAY_BROKER_PORT", ports.path("broker").asText()),
        Map.entry("ASSAY_BROKER_USER", "assay"),
        Map.entry("ASSAY_BROKER_PASSWORD", secret("broker-password")),
        Map.entry("ASSAY_DB_HOST", "127.0.0.1"),
        Map.entry("ASSAY_DB_PORT", ports.path("postgres").asText()),
        Map.entry("ASSAY_DB_NAME", Database.NAME),
        Map.entry("ASSAY_DB_USER", "assay_app"),
        Map.entry("ASSAY_DB_PASSWORD", secret("postgres-app-password")),
        Map.entry("ASSAY_DB_OWNER_USER", Database.NAME),
        Map.entry("ASSAY_DB_OWNER_PASSWORD", secret("postgres-password")),
        Map.entry("ASSAY_MASTER_KEY_FILE", home.resolve("secrets/master-key").toString()),
        Map.entry("ASSAY_LOCAL_SIMULATOR_URL", simulator().url()),
        Map.entry("ASSAY_EGRESS_ALLOW", "127.0.0.0/8,::1/128"),
        Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)));
  }

  /** Processes that belong to this stack: its home is on their command line. */
  public List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains(home.toString()))
        .toList();
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM ends already, and this is the hook.
      return;
    }
  }

  private synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    try {
      down();
    } finally {
      List<ProcessHandle> left = processes();
      left.forEach(ProcessHandle::destroyForcibly);
      keepLogs();
      delete(home);
      assertThat(left).as("processes that assay down left behind").isEmpty();
    }
  }

  private String secret(String file) {
    try {
      return Files.readString(home.resolve("secrets").resolve(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keepLogs() {
    // Another process of tests may have a stack of the same name.
    String folder = name + "-" + ProcessHandle.current().pid();
    Path kept = Path.of("target", "stack-logs", folder).toAbsolutePath();
    try {
      delete(kept);
      Files.createDirectories(kept);
      if (Files.isDirectory(home.resolve("logs"))) {
        try (Stream<Path> logs = Files.list(home.resolve("logs"))) {
          for (Path log : logs.toList()) {
            Files.copy(log, kept.resolve(log.getFileName()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("logs cannot be kept in " + kept, e);
    }
  }

  static Path temporaryHome() {
    try {
      return Files.createTempDirectory("assay-st-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

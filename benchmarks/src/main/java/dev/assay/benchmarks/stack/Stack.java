package dev.assay.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.benchmarks.measure.DatabaseMeter;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A local stack, driven as a person would: with the {@code assay} command. One that was started
 * here is stopped when it is closed, and also when this process is interrupted.
 */
public final class Stack implements AutoCloseable {
  private static final String SIMULATOR = "simulator";

  private final Install install;
  private final Path home;
  private final boolean removed;
  private final Thread interrupted = new Thread(this::stop, "stop-stack");
  private JsonNode status;
  private JsonHttp api;

  private Stack(Install install, Path home, boolean removed) {
    this.install = install;
    this.home = home;
    this.removed = removed;
  }

  /**
   * Starts a stack in a home that is removed when it is closed.
   *
   * @param workers worker processes
   * @throws IllegalStateException when it does not start; what it said is on standard error
   */
  public static Stack temporary(Install install, int workers) throws IOException {
    Stack stack = new Stack(install, Files.createTempDirectory("assay-bench"), true);
    stack.start(workers);
    return stack;
  }

  /**
   * Starts a stack, or takes the one that already runs there.
   *
   * @param home its {@code ASSAY_HOME}, which stays
   * @param workers worker processes, when it is started here
   * @throws IllegalStateException when it does not start; what it said is on standard error
   */
  public static Stack at(Install install, Path home, int workers) throws IOException {
    Stack stack = new Stack(install, home, false);
    if (stack.readStatus()) {
      stack.connect();
    } else {
      stack.start(workers);
    }
    return stack;
  }

  /** Its REST API, with the first key. */
  public JsonHttp api() {
    return api;
  }

  /** Process ids by name, without {@link #idle}. */
  public Map<String, Long> processes() {
    Map<String, Long> pids = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> process : status.get("processes").properties()) {
      if (!process.getKey().equals(SIMULATOR)) {
        pids.put(process.getKey(), process.getValue().asLong());
      }
    }
    return pids;
  }

  /** Its own simulated provider, which has nothing to do here. */
  public Set<Long> idle() {
    return Set.of(status.get("processes").path(SIMULATOR).asLong());
  }

  /** A connection to its database. */
  public DatabaseMeter database() throws IOException, SQLException {
    String password = Files.readString(home.resolve("secrets/postgres-password")).strip();
    return new DatabaseMeter(status.at("/ports/postgres").asInt(), "assay", password);
  }

  /** Stops it, when it was started here. */
  @Override
  public void close() {
    if (Runtime.getRuntime().removeShutdownHook(interrupted)) {
      stop();
    }
  }

  private void start(int workers) throws IOException {
    Runtime.getRuntime().addShutdownHook(interrupted);
    String said = assay("up", "-d", "--workers", Integer.toString(workers));
    if (!readStatus()) {
      close();
      throw new IllegalStateException("The stack does not start. " + said);
    }
    connect();
  }

  private void stop() {
    try {
      String unused = assay("down");
      if (removed) {
        remove(home);
      }
    } catch (IOException e) {
      System.err.println("The stack in " + home + " may still run, or its data be there: " + e);
    }
  }

  private boolean readStatus() throws IOException {
    status = Json.mapper().readTree(assay("status", "--format", "json"));
    return status.path("running").asBoolean();
  }

  private void connect() throws IOException {
    String key = Files.readString(Path.of(status.get("api_key_file").asText())).strip();
    api = new JsonHttp(URI.create(status.get("url").asText()), key);
  }

  private String assay(String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(install.assay(arguments)).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeAll(List.of("ASSAY_URL", "ASSAY_API_KEY"));
    builder.environment().put("ASSAY_HOME", home.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}

package dev.assay.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.benchmarks.measure.DatabaseMeter;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A local stack, driven as a person would: with the {@code assay} command. */
public final class Stack implements AutoCloseable {
  private final Install install;
  private final Path home;
  private final boolean started;
  private final JsonNode status;
  private final JsonHttp api;

  private Stack(Install install, Path home, boolean started) throws IOException {
    this.install = install;
    this.home = home;
    this.started = started;
    this.status = status(install, home);
    String key = Files.readString(Path.of(status.get("api_key_file").asText())).strip();
    this.api = new JsonHttp(URI.create(status.get("url").asText()), key);
  }

  /**
   * Starts a stack, or takes the one that already runs in this home.
   *
   * @param home its {@code ASSAY_HOME}
   * @param workers worker processes, when it is started here
   * @throws IllegalStateException when it does not start; what it said is on standard error
   */
  public static Stack up(Install install, Path home, int workers) throws IOException {
    boolean runs = status(install, home).path("running").asBoolean();
    if (!runs) {
      String said = run(install, home, "up", "-d", "--workers", Integer.toString(workers));
      if (!status(install, home).path("running").asBoolean()) {
        throw new IllegalStateException("The stack does not start: " + said);
      }
    }
    return new Stack(install, home, !runs);
  }

  /** Its REST API, with the first key. */
  public JsonHttp api() {
    return api;
  }

  /** Process ids by name, without its own simulator, which has nothing to do here. */
  public Map<String, Long> processes() {
    Map<String, Long> pids = new LinkedHashMap<>();
    status
        .get("processes")
        .fields()
        .forEachRemaining(
            entry -> {
              if (!entry.getKey().equals("simulator")) {
                pids.put(entry.getKey(), entry.getValue().asLong());
              }
            });
    return pids;
  }

  /** A connection to its database. */
  public DatabaseMeter database() throws IOException, SQLException {
    String password = Files.readString(home.resolve("secrets/postgres-password")).strip();
    return new DatabaseMeter(status.at("/ports/postgres").asInt(), "assay", password);
  }

  /** Stops it, when it was started here. Its data stays. */
  @Override
  public void close() throws IOException {
    if (started) {
      String unused = run(install, home, "down");
    }
  }

  private static JsonNode status(Install install, Path home) throws IOException {
    return Json.mapper().readTree(run(install, home, "status", "--format", "json"));
  }

  private static String run(Install install, Path home, String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(install.assay(arguments)).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("ASSAY_HOME", home.toString());
    builder.environment().keySet().removeAll(List.of("ASSAY_URL", "ASSAY_API_KEY"));
    Process process = builder.start();
    process.getOutputStream().close();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      int unused = process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return said;
  }
}

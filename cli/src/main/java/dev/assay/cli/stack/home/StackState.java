package dev.assay.cli.stack.home;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.terminal.FileTrouble;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code stack.json} says while a stack runs.
 *
 * @param ready true once every process answered its readiness probe
 * @param url of run-service
 * @param apiKeyFile where the first API key is
 * @param ports by process name
 * @param supervisor the process that starts and restarts the others
 * @param processes the others, by name
 */
public record StackState(
    boolean ready,
    String url,
    String apiKeyFile,
    Map<String, Integer> ports,
    ProcessIdentity supervisor,
    Map<String, ProcessIdentity> processes) {

  /** Copies the maps, keeping their order. */
  public StackState {
    ports = new LinkedHashMap<>(ports == null ? Map.of() : ports);
    processes = new LinkedHashMap<>(processes == null ? Map.of() : processes);
  }

  /**
   * Reads the state of a stack.
   *
   * @return empty when nothing was started, or what is written is not readable
   */
  public static Optional<StackState> read(Layout layout) {
    try {
      return Optional.of(of(Json.mapper().readTree(Files.readAllBytes(layout.state()))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | DateTimeException e) {
      throw new StackException(
          "Cannot read " + layout.state() + " (" + e.getMessage() + "). Remove it and try again.",
          e);
    }
  }

  // By hand: every command reads it, and binding to records takes longer than most of them run.
  private static StackState of(JsonNode json) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    json.path("ports").properties().forEach(e -> ports.put(e.getKey(), e.getValue().asInt()));
    Map<String, ProcessIdentity> processes = new LinkedHashMap<>();
    json.path("processes")
        .properties()
        .forEach(e -> processes.put(e.getKey(), identity(e.getValue())));
    return new StackState(
        json.path("ready").asBoolean(),
        json.path("url").asText(null),
        json.path("api_key_file").asText(null),
        ports,
        json.hasNonNull("supervisor") ? identity(json.get("supervisor")) : null,
        processes);
  }

  private static ProcessIdentity identity(JsonNode json) {
    return new ProcessIdentity(
        json.path("pid").asLong(),
        json.path("started_ms").isNumber()
            ? Instant.ofEpochMilli(json.get("started_ms").asLong())
            : json.hasNonNull("started_at") ? Instant.parse(json.get("started_at").asText()) : null,
        json.path("marker").asText(""));
  }

  /** Writes atomically: a reader sees the old or the new state, never half of one. */
  public void write(Layout layout) {
    try {
      Path temporary =
          Files.createTempFile(
              layout.home(),
              "stack",
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Json.mapper().writerWithDefaultPrettyPrinter().writeValue(temporary.toFile(), this);
      Files.move(temporary, layout.state(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StackException(
          "Cannot write " + layout.state() + " (" + FileTrouble.said(e) + ").", e);
    }
  }

  /** True while the supervisor lives. */
  public boolean supervised() {
    return supervisor != null && supervisor.isAlive();
  }
}

package dev.assay.cli.command.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.client.ApiClient;
import dev.assay.cli.client.ApiException;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.terminal.Console;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Sends a file of records batch by batch, and says what came of it. */
final class RecordUpload {
  private static final int MOST_TOLD = 20;
  private static final int UNPROCESSABLE = 422;

  private final ApiClient client;
  private final Console console;
  private final Map<String, Long> sums = new TreeMap<>();
  private long rejected;
  private long unknown;
  private long warnings;
  private int told;

  RecordUpload(ApiClient client, Console console) {
    this.client = client;
    this.console = console;
  }

  /**
   * Sends all of a file.
   *
   * @param path of the route
   * @return whether every record was taken
   */
  boolean send(Path file, String path) {
    RecordFile.read(file, batch -> batch(path, batch));
    return rejected == 0;
  }

  /** How many records came to something, such as accepted. */
  String sum(String name) {
    return Amounts.count(sums.getOrDefault(name, 0L));
  }

  /** How many were not valid. */
  long rejected() {
    return rejected;
  }

  /** How many ids nothing was logged under, of each batch the first hundred. */
  long unknown() {
    return unknown;
  }

  /** How many places of corrections do not fit, of each batch the first hundred. */
  long warnings() {
    return warnings;
  }

  private void batch(String path, RecordFile.Batch batch) {
    JsonNode taken;
    try {
      taken =
          client.send(path, batch.lines().getBytes(StandardCharsets.UTF_8), "application/x-ndjson");
    } catch (ApiException e) {
      if (e.status() != UNPROCESSABLE || e.violations().isEmpty()) {
        throw e;
      }
      // Nothing of this batch is good; of others something may be.
      tell(batch.first(), e.violations());
      rejected += batch.records();
      return;
    }
    taken
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isIntegralNumber()) {
                sums.merge(field.getKey(), field.getValue().asLong(), Long::sum);
              }
            });
    rejected += taken.path("rejected").asLong();
    tell(batch.first(), taken.path("errors"));
    unknown += taken.path("unknown").size();
    taken.path("unknown").forEach(id -> say(id.asText() + ": nothing was logged under this id"));
    warnings += taken.path("warnings").size();
    taken
        .path("warnings")
        .forEach(
            warning ->
                say(
                    "%s: %s %s"
                        .formatted(
                            warning.path("entity_id").asText(),
                            warning.path("path").asText(),
                            warning.path("message").asText())));
  }

  private void tell(long first, JsonNode errors) {
    for (JsonNode error : errors) {
      long line = first + error.path("line").asLong() - 1;
      say("line " + line + ": " + error.path("message").asText());
    }
  }

  private void say(String what) {
    if (told++ < MOST_TOLD) {
      console.say("  " + Plain.line(what, 300));
    }
  }
}

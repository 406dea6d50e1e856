package dev.assay.cli.stack.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;

/** A line of a service's log as a person reads it. */
final class LogLine {
  private LogLine() {}

  /**
   * Level and message, and of an exception what lies at the bottom of it.
   *
   * @param line of a log; one that is no log record in JSON is given back as it is
   */
  static String readable(String line) {
    JsonNode record = record(line);
    if (!record.hasNonNull("level") || !record.hasNonNull("message")) {
      return line;
    }
    String said = record.get("level").asText() + " " + record.get("message").asText();
    return record.hasNonNull("exception") ? said + ": " + reason(record.get("exception")) : said;
  }

  private static JsonNode record(String line) {
    try {
      return line.startsWith("{") ? Json.mapper().readTree(line) : Json.mapper().nullNode();
    } catch (JsonProcessingException e) {
      // The first line of a tail is cut, and whoever dies in the middle of a line leaves half of
      // it.
      return Json.mapper().nullNode();
    }
  }

  private static String reason(JsonNode outermost) {
    JsonNode exception = outermost;
    while (exception.at("/causedBy/exception").isObject()) {
      exception = exception.at("/causedBy/exception");
    }
    String type = exception.path("exceptionType").asText();
    return exception.hasNonNull("message") ? exception.get("message").asText() : type;
  }
}

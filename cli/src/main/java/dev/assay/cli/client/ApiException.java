package dev.assay.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The server refused; carries its problem document when it sent one. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status HTTP status
   * @param problem the body as JSON, or a missing node
   */
  public ApiException(int status, JsonNode problem) {
    super(describe(status, problem));
    this.status = status;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  private static String describe(int status, JsonNode problem) {
    List<String> lines = new ArrayList<>();
    String title = problem.path("title").asText("");
    lines.add(
        (title.isEmpty() ? "The server answered with status " + status : title)
            + (problem.hasNonNull("code") ? " (" + problem.get("code").asText() + ")" : ""));
    if (problem.hasNonNull("detail")) {
      lines.add(problem.get("detail").asText());
    }
    for (JsonNode violation : problem.path("violations")) {
      lines.add("  - " + violation(violation));
    }
    if (status == 401) {
      lines.add("Check ASSAY_API_KEY, or unset ASSAY_URL to use the local stack.");
    }
    return String.join("\n", lines);
  }

  private static String violation(JsonNode violation) {
    if (!violation.isObject()) {
      return violation.asText();
    }
    StringBuilder text = new StringBuilder();
    if (!violation.path("field").asText("").isEmpty()) {
      // The field of an uploaded file says line and column already.
      text.append(violation.get("field").asText()).append(": ");
    } else if (violation.hasNonNull("line")) {
      text.append("line ").append(violation.get("line").asText()).append(": ");
    }
    for (String what : List.of("message", "reason", "detail")) {
      if (violation.hasNonNull(what)) {
        return text.append(violation.get(what).asText()).toString();
      }
    }
    return violation.toString();
  }
}

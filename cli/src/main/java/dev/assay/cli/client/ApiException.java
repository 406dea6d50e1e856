package dev.assay.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The server refused; carries its problem document when it sent one. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient JsonNode problem;

  /**
   * @param status HTTP status
   * @param problem the body as JSON, or a missing node
   */
  public ApiException(int status, JsonNode problem) {
    super(describe(status, problem));
    this.status = status;
    this.problem = problem;
  }

  /** What is wrong field by field or line by line; empty when it is not about such. */
  public JsonNode violations() {
    return problem.path("violations");
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
    String detail = problem.path("detail").asText("");
    List<String> violations = new ArrayList<>();
    for (JsonNode violation : problem.path("violations")) {
      violations.add(violation(violation));
    }
    // The detail repeats the first one, which is enough when it is the only one.
    boolean said = !violations.isEmpty() && detail.contains(message(problem.path("violations")));
    if (!detail.isEmpty() && !(said && violations.size() > 1)) {
      lines.add(detail);
    }
    if (!(said && violations.size() == 1)) {
      violations.forEach(violation -> lines.add("  - " + violation));
    }
    if (status == 401) {
      lines.add("Check ASSAY_API_KEY, or unset ASSAY_URL to use the local stack.");
    }
    return String.join("\n", lines);
  }

  /** What the first violation says; what no detail contains when it says nothing. */
  private static String message(JsonNode violations) {
    String message = violations.path(0).path("message").asText("");
    return message.isEmpty() ? "\n" : message;
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

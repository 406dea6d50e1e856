package dev.assay.run.traffic.evalsets;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.traffic.reading.JsonPath;
import dev.assay.run.traffic.slices.SlicedRow;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which parts of a record become an item's input and expectation.
 *
 * @param input a path into the record that begins with {@code input}, such as {@code
 *     input.messages[0].content}; by default all of the input
 * @param expected by default the correction
 */
@Schema(name = "TrafficMapping")
record FieldMapping(String input, Expected expected) {
  private static final String INPUT = "input";

  /** What is right. */
  @Schema(name = "TrafficExpected")
  enum Expected {
    /** What people, or a model that read their notes, corrected; nothing where nobody did. */
    @JsonProperty("correction")
    CORRECTION,
    /** The correction; what was answered where nobody corrected it. */
    @JsonProperty("accepted")
    ACCEPTED,
    /** What was answered. */
    @JsonProperty("response")
    RESPONSE,
    /** Nothing. */
    @JsonProperty("none")
    NONE
  }

  /** All of the input, and corrections. */
  static FieldMapping orUsual(FieldMapping given) {
    return new FieldMapping(
        given == null || given.input() == null ? INPUT : given.input(),
        given == null || given.expected() == null ? Expected.CORRECTION : given.expected());
  }

  /**
   * The path of the input.
   *
   * @throws ProblemException VALIDATION_FAILED when it is none
   */
  JsonPath path() {
    JsonPath path = JsonPath.of(input);
    if (path == null || !path.first().equals(INPUT)) {
      String reason =
          "must be a path that begins with input, such as input or input.messages[0].content; got "
              + input
              + ".";
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "mapping.input " + reason,
          List.of(new Violation("mapping.input", reason)));
    }
    return path;
  }

  /**
   * The body of an item.
   *
   * @param row of the record; its body is not changed
   * @param path of the input
   * @return null when the record has nothing there
   */
  ObjectNode body(SlicedRow row, JsonPath path) {
    ObjectNode body = row.body().deepCopy();
    JsonNode asked = path.find(body);
    if (asked == null || asked.isNull()) {
      return null;
    }
    JsonNode answered = body.path("extra").path(SlicedRow.ORIGINAL).get("output");
    JsonNode corrected = body.remove("expected");
    body.set(INPUT, asked);
    JsonNode right =
        switch (expected) {
          case CORRECTION -> corrected;
          case ACCEPTED -> corrected == null ? answered : corrected;
          case RESPONSE -> answered;
          case NONE -> null;
        };
    if (right != null) {
      body.set("expected", right);
    }
    if (right == null || right != corrected) {
      ObjectNode extra = (ObjectNode) body.get("extra");
      extra.remove(List.of("inferred", "corrected_by"));
      if (right != null) {
        extra.put(SlicedRow.ASSUMED, true);
      }
    }
    return body;
  }
}

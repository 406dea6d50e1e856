package dev.assay.run.export;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.problem.ProblemException;
import dev.assay.run.problem.Violation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run can be exported as. */
enum ExportFormat {
  /** One object {@code {run, items}}. */
  JSON("application/json"),
  /** One object per unit and line. */
  JSONL("application/x-ndjson"),
  /** One row per unit, one column per scorer. */
  CSV("text/csv;charset=UTF-8");

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The content type. */
  String mediaType() {
    return mediaType;
  }

  /** The end of a file name, and the name in a query. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a query's value; absent is json. */
  static ExportFormat of(String wire) {
    if (wire == null) {
      return JSON;
    }
    return Stream.of(values())
        .filter(f -> f.wire().equals(wire))
        .findFirst()
        .orElseThrow(ExportFormat::unknown);
  }

  private static ProblemException unknown() {
    String formats = Stream.of(values()).map(ExportFormat::wire).collect(Collectors.joining(", "));
    String message = "The formats are " + formats + ".";
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "There is no such export format. " + message,
        List.of(new Violation("format", message)));
  }
}

package dev.assay.run.results.export;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a run can be exported as. */
enum ExportFormat {
  /** One object {@code {run, items}}. */
  JSON("application/json", "json"),
  /** One object per unit and line. */
  JSONL("application/x-ndjson", "jsonl"),
  /** One row per unit, one column per scorer. */
  CSV("text/csv;charset=UTF-8", "csv"),
  /** One test suite, a case per criterion and unit. */
  JUNIT("application/xml;charset=UTF-8", "junit.xml"),
  /** One page with tables, charts and the worst units. */
  HTML("text/html;charset=UTF-8", "html"),
  /** promptfoo's results file. */
  PROMPTFOO("application/json", "promptfoo.json"),
  /** A zip that can be verified without the server. */
  CAPSULE("application/zip", "capsule.zip"),
  /** One row per scorer and span. */
  SPANS("text/csv;charset=UTF-8", "spans.csv");

  private final String mediaType;
  private final String ending;

  ExportFormat(String mediaType, String ending) {
    this.mediaType = mediaType;
    this.ending = ending;
  }

  /** The content type. */
  String mediaType() {
    return mediaType;
  }

  /** The end of a file name. */
  String ending() {
    return ending;
  }

  /** The name in a query. */
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
        .orElseThrow(() -> unknown(wire));
  }

  private static ProblemException unknown(String wire) {
    List<String> formats = Stream.of(values()).map(ExportFormat::wire).toList();
    String message =
        "The formats are " + String.join(", ", formats) + "." + DidYouMean.ask(wire, formats);
    return new ProblemException(
        ErrorCode.VALIDATION_FAILED,
        "There is no such export format. " + message,
        List.of(new Violation("format", message)));
  }
}

package dev.assay.run.results.stream;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;

/** Where a reader wants to go on; the header wins over the query parameter. */
final class LastEventId {
  private LastEventId() {}

  /** The number, or null for a new reader. */
  static Long read(String header, String query) {
    String text = header != null && !header.isBlank() ? header : query;
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      long number = Long.parseLong(text.trim());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(text);
    }
    throw invalid(text);
  }

  private static ProblemException invalid(String text) {
    return new ProblemException(
        ErrorCode.INVALID_REQUEST,
        "Last-Event-ID must be the id of an event of this stream; got " + text + ".");
  }
}

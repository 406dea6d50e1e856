package dev.assay.run.platform.problem;

import jakarta.annotation.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param field path of the field, such as {@code scorers[1].threshold}; empty for the whole body
 * @param message what is wrong and how to mend it
 * @param line of an uploaded file, from 1; null where there are no lines
 * @param column in that line, from 1; null when not known
 */
public record Violation(
    String field, String message, @Nullable Long line, @Nullable Integer column) {
  /** In a field of a body. */
  public Violation(String field, String message) {
    this(field, message, null, null);
  }

  /** In a line of an uploaded file. */
  public static Violation inLine(long line, Integer column, String message) {
    String where = column == null ? "line " + line : "line " + line + ", column " + column;
    return new Violation(where, message, line, column);
  }
}

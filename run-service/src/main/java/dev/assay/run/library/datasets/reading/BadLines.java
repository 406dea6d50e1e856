package dev.assay.run.library.datasets.reading;

import dev.assay.run.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a file: every line is counted, the first ones are kept. */
public final class BadLines {
  private final int kept;
  private final List<Violation> violations = new ArrayList<>();
  private long lines;
  private long last = -1;

  /**
   * Empty.
   *
   * @param kept how many are kept with their reason
   */
  public BadLines(int kept) {
    this.kept = kept;
  }

  /**
   * Notes a reason.
   *
   * @param line from 1
   * @param column from 1, null when not known
   * @param reason a part of a sentence
   */
  public void add(long line, Integer column, String reason) {
    if (line != last) {
      lines++;
      last = line;
    }
    if (violations.size() < kept) {
      violations.add(Violation.inLine(line, column, reason));
    }
  }

  /** Lines with at least one reason. */
  public long lines() {
    return lines;
  }

  /** The first reasons, in the order of the file. */
  public List<Violation> violations() {
    return List.copyOf(violations);
  }
}

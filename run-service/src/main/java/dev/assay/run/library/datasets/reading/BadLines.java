package dev.assay.run.library.datasets.reading;

import dev.assay.run.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a file: every item that is left out is counted, the first reasons are
 * kept. What is counted is exactly what is missing: where a reader cannot tell how much is lost it
 * says {@link #stop}, and then nothing of the file is kept.
 */
public final class BadLines {
  private final int kept;
  private final List<Violation> violations = new ArrayList<>();
  private long lines;
  private long last = -1;
  private boolean stopped;

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
   * @param line where the item is, from 1
   * @param column from 1, null when not known
   * @param reason a part of a sentence
   */
  public void add(long line, Integer column, String reason) {
    add(line, line, column, reason);
  }

  /**
   * Notes a reason within an item of several lines.
   *
   * @param item what is left out: its number, or the line it begins on; told apart from others
   * @param line where it is wrong, from 1
   * @param column from 1, null when not known
   * @param reason a part of a sentence
   */
  public void add(long item, long line, Integer column, String reason) {
    if (item != last) {
      lines++;
      last = item;
    }
    if (violations.size() < kept) {
      violations.add(Violation.inLine(line, column, reason));
    }
  }

  /**
   * Notes a reason that leaves it open where the next item begins.
   *
   * @param line where it is wrong, from 1
   * @param column from 1, null when not known
   * @param reason a part of a sentence
   */
  public void stop(long line, Integer column, String reason) {
    add(line, column, reason);
    stopped = true;
  }

  /** How many items are left out. */
  public long lines() {
    return lines;
  }

  /** Whether nobody can tell how many are. */
  public boolean stopped() {
    return stopped;
  }

  /** The first reasons, in the order of the file. */
  public List<Violation> violations() {
    return List.copyOf(violations);
  }
}

package dev.assay.run.traffic.reading;

import dev.assay.run.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** The records of a body that were not taken, each by its place; the first reasons are kept. */
public final class Rejected {
  private static final int MOST_TOLD = 100;

  private final List<Violation> told = new ArrayList<>();
  private int count;

  /** Notes a record of a list. */
  void element(int index, String field, String reason) {
    String place = "[" + index + "]" + (field.isEmpty() ? "" : "." + field);
    add(new Violation(place, reason));
  }

  /** Notes a line. */
  void line(long line, String field, String reason) {
    add(Violation.inLine(line, null, (field.isEmpty() ? "" : field + " ") + reason));
  }

  private void add(Violation violation) {
    count++;
    if (told.size() < MOST_TOLD) {
      told.add(violation);
    }
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** The first hundred, in the order of the body. */
  public List<Violation> told() {
    return List.copyOf(told);
  }
}

package dev.assay.common.message;

import dev.assay.common.part.Attempt;
import dev.assay.common.part.UnitRef;
import java.util.List;

/**
 * What goes on with some units, for live pages only; may be lost.
 *
 * @param worker who says so
 * @param events in the order they happened
 */
public record UnitActivity(String worker, List<Event> events) implements Message {
  /** What happened. */
  public enum Kind {
    STARTED,
    TEXT,
    ATTEMPT_FAILED
  }

  /**
   * One thing that happened to one unit.
   *
   * @param unit which
   * @param kind what
   * @param text the answer so far, for TEXT
   * @param attempt the attempt that failed, for ATTEMPT_FAILED
   * @param input the beginning of what is asked, for STARTED; null when it is no text, and from
   *     workers of before
   */
  public record Event(UnitRef unit, Kind kind, String text, Attempt attempt, String input) {
    /** Of which nothing is said that is asked. */
    public Event(UnitRef unit, Kind kind, String text, Attempt attempt) {
      this(unit, kind, text, attempt, null);
    }
  }
}

package dev.assay.run.engine.books;

import java.util.Arrays;
import java.util.Locale;

/**
 * Answers whose worth is known, shown to each judge of a run: what it makes of them says what its
 * other scores are worth. They stand outside of the run's units, under numbers below zero.
 */
public enum Canary {
  /** What the item expects. */
  GOOD(-1, true),
  /** Something that answers nothing. */
  BAD(-2, false),
  /** The same, with a request to the judge to score it high. */
  INJECTED(-3, false);

  /** The status of one that no judge has answered yet. */
  public static final String ASKED = "asked";

  private final int n;
  private final boolean good;

  Canary(int n, boolean good) {
    this.n = n;
    this.good = good;
  }

  /** Its number in place of a unit's. */
  public int n() {
    return n;
  }

  /** Whether a judge that works passes it. */
  public boolean good() {
    return good;
  }

  /** As the API spells it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static boolean isOne(int n) {
    return n < 0;
  }

  static Canary of(int n) {
    return Arrays.stream(values()).filter(c -> c.n == n).findFirst().orElse(BAD);
  }
}

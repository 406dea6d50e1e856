package dev.assay.common.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Compiles patterns of RE2 syntax and says where one is broken. */
public final class Re2 {
  /** What one instruction over one character costs, in elementary steps. */
  public static final long STEPS_PER_INSTRUCTION = 8;

  private Re2() {}

  /**
   * Compiles with flags of {@link Pattern}.
   *
   * @throws BadPatternException naming the fault and its position, counted from 0
   */
  public static Pattern compile(String pattern, int flags) {
    if (PatternWeight.isTooHeavy(pattern)) {
      throw new BadPatternException("The pattern cannot be used: " + PatternWeight.TOO_HEAVY + ".");
    }
    try {
      return Pattern.compile(pattern, flags);
    } catch (PatternSyntaxException e) {
      // RE2 names the faulty piece, not its place: a piece it does not quote is the whole pattern
      String piece = e.getPattern();
      int at = piece == null ? 0 : Math.max(0, pattern.indexOf(piece));
      throw new BadPatternException(
          "The pattern is not valid RE2 at position " + at + ": " + e.getDescription() + ".");
    }
  }
}

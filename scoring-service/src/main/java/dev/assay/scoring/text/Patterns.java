package dev.assay.scoring.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.pattern.PatternWeight;
import dev.assay.scoring.scorer.BadParamsException;

/** Compiles patterns of RE2 syntax and says where one is broken. */
public final class Patterns {
  /**
   * What one instruction over one character costs of an {@link dev.assay.scoring.scorer.Effort}.
   */
  public static final long STEPS_PER_INSTRUCTION = 8;

  private Patterns() {}

  /**
   * Compiles with flags of {@link Pattern}.
   *
   * @throws BadParamsException with {@link ErrorCode#BAD_REGEX} naming the fault and its position,
   *     counted from 0
   */
  public static Pattern compile(String pattern, int flags) {
    if (PatternWeight.isTooHeavy(pattern)) {
      throw new BadParamsException(
          ErrorCode.BAD_REGEX, "The pattern cannot be used: " + PatternWeight.TOO_HEAVY + ".");
    }
    try {
      return Pattern.compile(pattern, flags);
    } catch (PatternSyntaxException e) {
      // RE2 names the faulty piece, not its place: a piece it does not quote is the whole pattern
      String piece = e.getPattern();
      int at = piece == null ? 0 : Math.max(0, pattern.indexOf(piece));
      throw new BadParamsException(
          ErrorCode.BAD_REGEX,
          "The pattern is not valid RE2 at position " + at + ": " + e.getDescription() + ".");
    }
  }
}

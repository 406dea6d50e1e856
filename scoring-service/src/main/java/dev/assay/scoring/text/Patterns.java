package dev.assay.scoring.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.assay.common.error.ErrorCode;
import dev.assay.scoring.scorer.BadParamsException;

/** Compiles patterns of RE2 syntax and says where one is broken. */
public final class Patterns {
  private Patterns() {}

  /**
   * Compiles with flags of {@link Pattern}.
   *
   * @throws BadParamsException with {@link ErrorCode#BAD_REGEX} naming the fault and its position,
   *     counted from 0
   */
  public static Pattern compile(String pattern, int flags) {
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

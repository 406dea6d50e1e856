package dev.assay.scoring.text;

import com.google.re2j.Pattern;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.pattern.BadPatternException;
import dev.assay.common.pattern.Re2;
import dev.assay.scoring.scorer.BadParamsException;

/** Compiles patterns of parameters. */
final class Patterns {
  private Patterns() {}

  /**
   * Compiles with flags of {@link Pattern}.
   *
   * @throws BadParamsException with {@link ErrorCode#BAD_REGEX} naming the fault and its position,
   *     counted from 0
   */
  static Pattern compile(String pattern, int flags) {
    try {
      return Re2.compile(pattern, flags);
    } catch (BadPatternException e) {
      throw new BadParamsException(ErrorCode.BAD_REGEX, e.getMessage());
    }
  }
}

package dev.assay.scoring.value;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.assay.common.error.ErrorCode;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.math.BigDecimal;
import java.util.Optional;

/** Finds numbers in text. */
public final class Numerals {
  private static final Pattern WHOLE =
      Pattern.compile("\\s*[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?\\s*");

  // thousands separators only where they stand right: 1,000 but not 1,00; exponents stay small, so
  // that comparing two numbers stays cheap
  private static final Pattern NUMBER =
      Pattern.compile(
          "-?(?:[0-9]{1,3}(?:,[0-9]{3})+\\b|[0-9]+)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]{1,4}\\b)?"
              + "|-?\\.[0-9]+");

  // the time to read a decimal grows with the square of its digits
  private static final int LONGEST = 1000;

  private Numerals() {}

  /** The number that the whole text is, white space around it allowed; null when it is none. */
  public static Double parse(String text) {
    return WHOLE.matches(text) ? Double.valueOf(text.strip()) : null;
  }

  /**
   * The last number in a text: an optional minus that is not part of a word or a difference, digits
   * with or without thousands separators, an optional fraction and exponent.
   *
   * @throws UnmeasurableException with {@link ErrorCode#INPUT_TOO_LARGE} when it is absurdly long
   */
  public static Optional<BigDecimal> last(String text) {
    Matcher matcher = NUMBER.matcher(text);
    String last = null;
    while (matcher.find()) {
      last = matcher.group();
      if (last.charAt(0) == '-' && isBinaryMinus(text, matcher.start())) {
        last = last.substring(1);
      }
    }
    if (last != null && last.length() > LONGEST) {
      throw new UnmeasurableException(
          ErrorCode.INPUT_TOO_LARGE, "A number has more than " + LONGEST + " digits.");
    }
    return last == null ? Optional.empty() : Optional.of(new BigDecimal(last.replace(",", "")));
  }

  /** In {@code 3-5} and {@code x-5} the minus subtracts; in {@code = -5} and {@code $-5} not. */
  private static boolean isBinaryMinus(String text, int at) {
    return at > 0 && (Character.isLetterOrDigit(text.charAt(at - 1)) || text.charAt(at - 1) == ')');
  }
}

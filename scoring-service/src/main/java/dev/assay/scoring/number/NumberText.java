package dev.assay.scoring.number;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.assay.scoring.reading.Thoughts;
import java.text.Normalizer;
import java.util.Objects;

/** A text with one form for every way of writing a digit, a minus, a fraction or a group. */
final class NumberText {
  /** Stands for marks of LaTeX that only ever group. */
  static final char LATEX_GROUP = '\u2009';

  private static final Pattern LATEX_MARK =
      Pattern.compile("([0-9])(?:\\{,\\}|\\\\[,;:! ]|~)([0-9]{3})");
  private static final Pattern LATEX_POINT = Pattern.compile("([0-9])\\{([.,])\\}([0-9])");
  private static final Pattern LATEX_FRACTION =
      Pattern.compile(
          "\\\\[dtc]?frac\\s*(?:\\{\\s*([-+]?)\\s*([0-9.]+)\\s*\\}|()([0-9]))"
              + "\\s*(?:\\{\\s*([-+]?)\\s*([0-9.]+)\\s*\\}|()([0-9]))"
              + "|\\{\\s*([-+]?)([0-9.]+)\\s*\\\\over\\s*([-+]?)([0-9.]+)\\s*\\}");
  private static final Pattern SPACED_FRACTION = Pattern.compile("([0-9]) / ([0-9])");
  private static final Pattern DEGREES =
      Pattern.compile("\\^\\s*(?:\\{\\s*\\\\circ\\s*\\}|\\\\circ)");
  private static final String EXPONENT =
      "\\s*(?:\\^|\\*\\*)\\s*\\{?\\s*([-+]?[0-9]{1,4})(?:\\s*\\})?";
  private static final Pattern POWER_OF_TEN =
      Pattern.compile("([0-9])\\s*(?:[×x*·⋅]|\\\\times|\\\\cdot)\\s*10" + EXPONENT);
  private static final Pattern BARE_POWER_OF_TEN =
      Pattern.compile("(?P<before>^|[^0-9.,a-zA-Z])10" + EXPONENT);
  private static final String CODES =
      "USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|KRW|SGD|HKD|ZAR"
          + "|TRY|RUB";
  private static final Pattern CODE = Pattern.compile("\\b(" + CODES + ")([0-9])");
  private static final Pattern NEGATIVE_AMOUNT =
      Pattern.compile(
          "(?P<before>^|[^0-9A-Za-z)\\]}])- ?(?:[A-Z]{0,3}\\p{Sc}|(?:" + CODES + ")) ?([0-9.])");
  private static final Pattern NEGATIVE_WORD = Pattern.compile("(?i)\\bnegative ([0-9.])");
  private static final Pattern MINUS_WORD =
      Pattern.compile(
          "(?i)(?P<before>(?:^|[=:(≈]|\\b(?:is|equals|be|ist|est)\\s)\\s*)(?:minus|moins)"
              + " ([0-9.])");
  private static final Pattern SPACED_MINUS = Pattern.compile("(?P<before>[=:(≈{]\\s*)- ([0-9.])");
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private NumberText() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    Thoughts.after(text).codePoints().forEach(c -> one(c, out));
    String plain = out.toString();
    // twice: neighbours share a digit
    plain = LATEX_MARK.matcher(plain).replaceAll("$1" + LATEX_GROUP + "$2");
    plain = LATEX_MARK.matcher(plain).replaceAll("$1" + LATEX_GROUP + "$2");
    plain = LATEX_POINT.matcher(plain).replaceAll("$1$2$3");
    plain = DEGREES.matcher(plain).replaceAll("°");
    plain = fractions(plain);
    plain = SPACED_FRACTION.matcher(plain).replaceAll("$1/$2");
    plain = POWER_OF_TEN.matcher(plain).replaceAll("$1e$2");
    plain = BARE_POWER_OF_TEN.matcher(plain).replaceAll("${before}1e$2");
    plain = CODE.matcher(plain).replaceAll("$1 $2");
    return signs(plain);
  }

  /** A minus before its amount, in words or set apart, moves to the digits. */
  private static String signs(String text) {
    String plain = NEGATIVE_AMOUNT.matcher(text).replaceAll("${before}-$2");
    plain = NEGATIVE_WORD.matcher(plain).replaceAll("-$1");
    plain = MINUS_WORD.matcher(plain).replaceAll("${before}-$2");
    return SPACED_MINUS.matcher(plain).replaceAll("${before}-$2");
  }

  /** Fractions of LaTeX; one of its two signs stands before, set apart from what is no sign. */
  private static String fractions(String text) {
    StringBuilder out = new StringBuilder(text.length());
    Matcher matcher = LATEX_FRACTION.matcher(text);
    int at = 0;
    while (matcher.find()) {
      out.append(text, at, matcher.start());
      at = matcher.end();
      boolean over = matcher.group(10) != null;
      String above = over ? matcher.group(10) : either(matcher, 2);
      String below = over ? matcher.group(12) : either(matcher, 6);
      String signs =
          over
              ? matcher.group(9) + matcher.group(11)
              : Objects.toString(matcher.group(1), "") + Objects.toString(matcher.group(5), "");
      boolean negative = signs.chars().filter(c -> c == '-').count() == 1;
      char before = out.length() == 0 ? ' ' : out.charAt(out.length() - 1);
      boolean sign = before == '-' || before == '+';
      if (sign && negative) {
        out.setCharAt(out.length() - 1, before == '-' ? '+' : '-');
      } else if (!sign) {
        out.append(Character.isWhitespace(before) ? "" : " ").append(negative ? "-" : "");
      }
      out.append(above).append('/').append(below);
    }
    return out.append(text, at, text.length()).toString();
  }

  /** In braces, or the one digit without. */
  private static String either(Matcher matcher, int group) {
    return matcher.group(group) == null ? matcher.group(group + 2) : matcher.group(group);
  }

  private static void one(int c, StringBuilder out) {
    int superscript = c < 0x10000 ? SUPERSCRIPTS.indexOf(c) : -1;
    if (superscript >= 0) {
      boolean first = out.length() == 0 || !isPowerOpen(out);
      out.append(first ? "^" : "").append(superscript);
    } else if (c == 0x207B) {
      out.append("^-");
    } else if (c > 0x7F && Character.isDigit(c)) {
      out.append(Character.digit(c, 10));
    } else if (isMinus(c)) {
      out.append('-');
    } else if (c == 0x2044 || c == 0xFF0F) {
      out.append('/');
    } else if (isVulgarFraction(c)) {
      String parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
      out.append(endsWithDigit(out) ? " " : "").append(parts.replace('\u2044', '/'));
    } else if (c == 0xFF0C || c == 0x066B || c == 0x066C || c == 0xFF0E) {
      out.append(c == 0xFF0E ? '.' : c == 0x066B ? '.' : ',');
    } else {
      out.appendCodePoint(c);
    }
  }

  private static boolean isPowerOpen(StringBuilder out) {
    int i = out.length() - 1;
    while (i >= 0 && Character.isDigit(out.charAt(i))) {
      i--;
    }
    return i >= 0
        && (out.charAt(i) == '^' || (out.charAt(i) == '-' && i > 0 && out.charAt(i - 1) == '^'));
  }

  private static boolean endsWithDigit(StringBuilder out) {
    return out.length() > 0 && Character.isDigit(out.charAt(out.length() - 1));
  }

  /** Hyphens, dashes and minus signs of all widths. */
  private static boolean isMinus(int c) {
    return c == 0x2212 || (c >= 0x2010 && c <= 0x2014) || c == 0xFE63 || c == 0xFF0D || c == 0x2796;
  }

  private static boolean isVulgarFraction(int c) {
    return (c >= 0xBC && c <= 0xBE) || (c >= 0x2150 && c <= 0x215E && c != 0x215F) || c == 0x2189;
  }
}

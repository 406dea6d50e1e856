package dev.assay.scoring.number;

import com.google.re2j.Pattern;
import dev.assay.scoring.reading.Thoughts;
import java.text.Normalizer;

/** A text with one form for every way of writing a digit, a minus, a fraction or a group. */
final class NumberText {
  /** Stands for marks of LaTeX that only ever group. */
  static final char LATEX_GROUP = '\u2009';

  private static final Pattern LATEX_MARK =
      Pattern.compile("([0-9])(?:\\{,\\}|\\\\[,;:! ]|~)([0-9]{3})");
  private static final Pattern LATEX_POINT = Pattern.compile("([0-9])\\{([.,])\\}([0-9])");
  private static final Pattern LATEX_FRACTION =
      Pattern.compile("\\\\[dtc]?frac\\s*\\{\\s*([0-9.]+)\\s*\\}\\s*\\{\\s*([0-9.]+)\\s*\\}");
  private static final Pattern POWER_OF_TEN =
      Pattern.compile(
          "([0-9])\\s*(?:[×x*·⋅]|\\\\times|\\\\cdot)\\s*10\\s*\\^\\s*\\{?\\s*([-+]?[0-9]{1,4})\\s*\\}?");
  private static final Pattern BARE_POWER_OF_TEN =
      Pattern.compile("(?P<before>^|[^0-9.,a-zA-Z])10\\s*\\^\\s*\\{?\\s*([-+]?[0-9]{1,4})\\s*\\}?");
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
    plain = LATEX_FRACTION.matcher(plain).replaceAll(" $1/$2");
    plain = POWER_OF_TEN.matcher(plain).replaceAll("$1e$2");
    return BARE_POWER_OF_TEN.matcher(plain).replaceAll("${before}1e$2");
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

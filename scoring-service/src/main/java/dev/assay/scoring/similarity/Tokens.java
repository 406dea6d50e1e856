package dev.assay.scoring.similarity;

import com.google.re2j.Pattern;
import dev.assay.scoring.ecma.LowerCase;
import java.util.ArrayList;
import java.util.List;

/** Cuts text into tokens. */
final class Tokens {
  private static final Pattern SYMBOLS = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
  private static final Pattern MARK_AFTER_NON_DIGIT = Pattern.compile("([^0-9])([.,])");
  private static final Pattern MARK_BEFORE_NON_DIGIT = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

  private Tokens() {}

  /** Runs of what is not white space, white space as Python's {@code str.split} sees it. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      if (isSpace(text.charAt(i))) {
        if (start >= 0) {
          words.add(text.substring(start, i));
          start = -1;
        }
      } else if (start < 0) {
        start = i;
      }
    }
    if (start >= 0) {
      words.add(text.substring(start));
    }
    return words;
  }

  /** Words of the text in lower case. */
  static List<String> lowerWords(String text) {
    return words(LowerCase.of(text));
  }

  /** The tokenisation "13a" of mteval and sacreBLEU. */
  static List<String> mteval13a(String text) {
    String line = text.replace("<skipped>", "").replace("-\n", "").replace('\n', ' ');
    line =
        line.replace("&quot;", "\"")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
    line = " " + line + " ";
    line = SYMBOLS.matcher(line).replaceAll(" $1 ");
    line = MARK_AFTER_NON_DIGIT.matcher(line).replaceAll("$1 $2 ");
    line = MARK_BEFORE_NON_DIGIT.matcher(line).replaceAll(" $1 $2");
    line = DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
    return words(line);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}

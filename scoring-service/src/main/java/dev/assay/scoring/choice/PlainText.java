package dev.assay.scoring.choice;

import com.google.re2j.Pattern;
import dev.assay.scoring.reading.Blank;
import dev.assay.scoring.reading.Thoughts;
import java.text.Normalizer;

/**
 * A model's text without what only changes its looks: Markdown, LaTeX, full-width and circled
 * letters. What was boxed stands between {@link #BOX} and {@link #UNBOX}.
 */
final class PlainText {
  static final char BOX = '\u27E6';
  static final char UNBOX = '\u27E7';

  private static final Pattern STYLE =
      Pattern.compile("\\\\(?:text|textbf|textit|textrm|mathrm|mathbf|mathsf|mathit|rm|bf)\\s*\\{");
  private static final Pattern BOXED = Pattern.compile("\\\\(?:boxed|fbox|framebox)\\s*\\{");
  private static final int DEEPEST = 8;
  private static final int LETTERS = 26;

  private PlainText() {}

  static String of(String text) {
    String plain = letters(Thoughts.after(text));
    plain = unwrap(plain, BOXED, String.valueOf(BOX), String.valueOf(UNBOX));
    plain = unwrap(plain, STYLE, "", "");
    plain = plain.replace("\\(", "").replace("\\)", "").replace("\\[", "").replace("\\]", "");
    StringBuilder kept = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean looks = c == '*' || c == '`' || c == '$' || c == '#' || (c == '_' && edge(plain, i));
      boolean unseen = Blank.isBlank(c) && !Character.isWhitespace(c) && !Character.isSpaceChar(c);
      if (!looks && !unseen) {
        kept.append(Character.isSpaceChar(c) ? ' ' : c);
      }
    }
    return Blank.strip(kept.toString());
  }

  /** An underscore within a name is part of it. */
  private static boolean edge(String text, int at) {
    return at == 0
        || at + 1 == text.length()
        || !Character.isLetterOrDigit(text.charAt(at - 1))
        || !Character.isLetterOrDigit(text.charAt(at + 1));
  }

  private static String letters(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(letter(c)));
    return out.toString();
  }

  private static int letter(int c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {
      return c - 0xFEE0; // full width
    }
    if (c >= 0x24B6 && c <= 0x24CF) {
      return c - 0x24B6 + 'A'; // circled capitals
    }
    if (c >= 0x24D0 && c <= 0x24E9) {
      return c - 0x24D0 + 'a'; // circled small letters
    }
    if (c >= 0x1D400 && c <= 0x1D7FF) {
      return Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC).codePointAt(0);
    }
    if (c >= 0x1F130 && c <= 0x1F189 && (c - 0x1F130) % 0x20 < LETTERS) {
      return 'A' + (c - 0x1F130) % 0x20; // squared and filled capitals
    }
    return c;
  }

  /** Commands go, what stands in their braces stays; a few within each other. */
  private static String unwrap(String text, Pattern command, String before, String after) {
    String result = text;
    for (int depth = 0; depth < DEEPEST && command.matcher(result).find(); depth++) {
      result = once(result, command, before, after);
    }
    return result;
  }

  private static String once(String text, Pattern command, String before, String after) {
    StringBuilder out = new StringBuilder(text.length());
    var matcher = command.matcher(text);
    int at = 0;
    while (matcher.find(at)) {
      int close = closing(text, matcher.end());
      out.append(text, at, matcher.start());
      if (close < 0) {
        at = matcher.end();
        continue;
      }
      out.append(before).append(text, matcher.end(), close).append(after);
      at = close + 1;
    }
    return out.append(text, at, text.length()).toString();
  }

  private static int closing(String text, int from) {
    int depth = 1;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}

package dev.assay.scoring.choice;

import dev.assay.scoring.ecma.LowerCase;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads letters at a place of a plain text and tells them from words: the article of "a quick
 * look", the pronoun of "I think", the first letter of a name.
 */
final class Letters {
  private static final String OPENERS = "([{<\"'“”„«‹「『（【" + PlainText.BOX;
  private static final String CLOSERS = ")]}>\"'”“»›」』）】" + PlainText.UNBOX;
  private static final String ENDS = ".,;:!?。，、；：！？)]}>\"”»」』）】-–—/&|" + PlainText.UNBOX;

  // a list that repeats its letters is read in parts, so that reading stays linear
  private static final int MOST = 26;
  private static final Set<String> ARE = Set.of("are", "sind", "sont", "son", "são", "sono");
  private static final Set<String> OR = Set.of("or", "oder", "ou", "или", "vs", "versus");

  private final String text;
  private final int count;

  /** Letters that were named, and where the text goes on. */
  record Named(Set<Character> letters, int end) {}

  /**
   * @param count how many choices there are, 1..26
   */
  Letters(String text, int count) {
    this.text = text;
    this.count = count;
  }

  /** One letter or a list of them, such as {@code (A), C and D}; null when there is none. */
  Named list(int from, boolean afterVerb) {
    Named one = one(from, afterVerb);
    if (one == null) {
      return null;
    }
    Set<Character> letters = new TreeSet<>(one.letters());
    int end = one.end();
    for (int i = 0; ; i++) {
      int next = separator(end);
      if (next < 0 || i > MOST) {
        return new Named(letters, end);
      }
      Named more = one(next, true);
      if (more == null || !closes(more.end())) {
        return new Named(letters, end);
      }
      letters.addAll(more.letters());
      end = more.end();
    }
  }

  /**
   * Where a second letter ends that is joined by "and", as in "A and B are wrong"; else the end.
   */
  int endOfPair(int end) {
    int next = separator(end);
    Named more = next < 0 ? null : one(next, true);
    return more == null ? end : more.end();
  }

  /** Whether "or" and another letter follow: nothing was chosen. */
  boolean isUndecided(int end) {
    return endOfOther(end) > end;
  }

  /** Where the letter ends that "or" joins; the place itself without one. */
  int endOfOther(int end) {
    int at = skipSpaces(end);
    at = at < text.length() && text.charAt(at) == ',' ? skipSpaces(at + 1) : at;
    String word = word(at);
    int from = skipSpaces(at + word.length());
    from = from < text.length() && text.charAt(from) == '.' ? skipSpaces(from + 1) : from;
    Named other = OR.contains(LowerCase.of(word)) ? one(from, true) : null;
    return other != null && closes(other.end()) ? other.end() : end;
  }

  /** Whether nothing more is said of the letters that end here. */
  boolean endsSentence(int end) {
    int at = end;
    while (at < text.length()
        && (text.charAt(at) == ' ' || CLOSERS.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at >= text.length()
        || ".!\n。".indexOf(text.charAt(at)) >= 0
        || List.of("because", "since", "not").contains(LowerCase.of(word(at)));
  }

  /**
   * One letter.
   *
   * @param afterVerb whether a capital A cannot be an article here, as after "is"
   */
  Named one(int from, boolean afterVerb) {
    int at = from;
    boolean opened = false;
    while (at < text.length() && OPENERS.indexOf(text.charAt(at)) >= 0) {
      opened = true;
      at++;
    }
    at = opened ? skipSpaces(at) : at;
    if (at >= text.length()
        || (at > 0 && !opened && joins(text.charAt(at - 1)))
        || text.startsWith("N/A", at)
        || (at > 1 && text.startsWith("N/A", at - 2))) {
      return null;
    }
    char c = text.charAt(at);
    char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    if (upper < 'A' || upper >= 'A' + count || isWord(at, opened, afterVerb)) {
      return null;
    }
    int end = at + 1;
    while (opened && end < text.length() && CLOSERS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return new Named(new TreeSet<>(Set.of(upper)), end);
  }

  private boolean isWord(int at, boolean opened, boolean afterVerb) {
    int next = at + 1;
    if (next >= text.length()) {
      return false;
    }
    char after = text.charAt(next);
    if (opened && CLOSERS.indexOf(after) >= 0) {
      return false;
    }
    boolean letterFollows = next + 1 < text.length() && joins(text.charAt(next + 1));
    if (after == '\'' || after == '\u2019' || after == '-' || after == '.') {
      return letterFollows; // I'm, A-level, e.g.
    }
    if (ENDS.indexOf(after) >= 0) {
      return false;
    }
    if (!Character.isWhitespace(after)) {
      return joins(after) || "+#=^_%°*\\~".indexOf(after) >= 0;
    }
    int following = skipSpaces(next);
    if (following >= text.length() || text.substring(next, following).indexOf('\n') >= 0) {
      return false;
    }
    return isWordBefore(text.charAt(at), following, afterVerb);
  }

  private boolean isWordBefore(char letter, int following, boolean afterVerb) {
    char first = text.charAt(following);
    String word = word(following);
    if ("+=<>≤≥*^".indexOf(first) >= 0 && !text.startsWith("</", following)) {
      return true; // a term
    }
    if (!Character.isLetter(first) || !isAlphabet(first) || Words.isConnector(word)) {
      return false;
    }
    if (word.equalsIgnoreCase("is") || word.equalsIgnoreCase("ist")) {
      return letter == 'a' || letter == 'i';
    }
    boolean ambiguous = letter == 'I' || (letter == 'A' && !afterVerb);
    return ambiguous || Character.isLowerCase(letter);
  }

  private int separator(int from) {
    int at = skipSpaces(from);
    int start = at;
    while (at < text.length() && ",;/&+、，；".indexOf(text.charAt(at)) >= 0) {
      at = skipSpaces(at + 1);
    }
    String word = word(at);
    if (Set.of("and", "und", "et", "y", "e", "en", "och", "и").contains(word)) {
      return skipSpaces(at + word.length());
    }
    if (at < text.length() && "和及與与".indexOf(text.charAt(at)) >= 0) {
      return skipSpaces(at + 1);
    }
    return at > start ? at : -1;
  }

  private boolean closes(int end) {
    int at = skipSpaces(end);
    return at >= text.length()
        || ENDS.indexOf(text.charAt(at)) >= 0
        || text.substring(end, at).indexOf('\n') >= 0
        || Words.isConnector(word(at))
        || ARE.contains(word(at))
        || separator(end) >= 0;
  }

  int skipSpaces(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The run of letters, marks and apostrophes at a place. */
  String word(int from) {
    int at = from;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private static boolean isWordPart(char c) {
    int type = Character.getType(c);
    return (Character.isLetter(c) && isAlphabet(c))
        || c == '\''
        || c == '\u2019'
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** Whether a letter beside it makes both one word: not in scripts without spaces. */
  private static boolean joins(char c) {
    return Character.isDigit(c) || (Character.isLetter(c) && isAlphabet(c));
  }

  private static boolean isAlphabet(char c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> false;
      default -> true;
    };
  }
}

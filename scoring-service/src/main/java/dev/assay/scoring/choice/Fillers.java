package dev.assay.scoring.choice;

import java.util.Set;

/**
 * What may stand between a marker and the choice: marks and words such as "is most likely option".
 *
 * @param end where it ends
 * @param negated whether it says "not"
 * @param afterVerb whether it ends where no article can follow
 */
record Fillers(int end, boolean negated, boolean afterVerb) {
  private static final String MARKS = ":=：-–—>→|*_~. \t\r\n\u3000" + PlainText.UNBOX;
  // so that reading stays linear where a text is nothing but such words
  private static final int LONGEST = 80;
  private static final Set<String> VERBS =
      Set.of("is", "be", "are", "was", "option", "choice", "letter", "ist", "lautet", "es", "est");

  static Fillers skip(String text, int from, Letters letters) {
    int at = from;
    boolean verb = false;
    while (at < text.length() && at - from < LONGEST) {
      if (Words.isNegation(text, at)) {
        return new Fillers(at, true, false);
      }
      int filler = Words.filler(text, at);
      if (filler > 0) {
        at += filler;
        verb = true;
      } else if (MARKS.indexOf(text.charAt(at)) >= 0 || isNumberAfter(text, at, from)) {
        at++;
      } else {
        String word = letters.word(at);
        boolean letter = word.length() == 1 && word.charAt(0) < 0x80;
        if (!letter && Words.isNegation(word)) {
          return new Fillers(at, true, false);
        }
        if (letter || !Words.isFiller(word)) {
          break;
        }
        verb = VERBS.contains(word);
        at += word.length();
      }
    }
    return new Fillers(at, false, verb);
  }

  /** The number of a question, as in "the answer to question 3 is". */
  private static boolean isNumberAfter(String text, int at, int from) {
    return at > from && Character.isDigit(text.charAt(at));
  }

  /** Whether any word of it says "not". */
  static boolean negates(String text) {
    for (String word : text.split(" ", -1)) {
      if (Words.isNegation(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the word before is a verb after which no article stands. */
  static boolean verbBefore(String text, int at) {
    int end = at;
    while (end > 0 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    return VERBS.contains(text.substring(start, end));
  }
}

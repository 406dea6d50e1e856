package dev.assay.scoring.value;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads which choices a text names. The first rule that finds something decides: the whole text is
 * letters; the text of one choice; what stands after the last "answer"; a line that starts with a
 * labelled letter; the one capital letter that stands alone.
 */
final class ChoiceReader {
  private static final String LETTER = "[(\\[*]*\\b[A-Za-z]\\b[)\\].:*]*";
  private static final String CAPITAL = "[(\\[*]*\\b[A-Z]\\b[)\\].:*]*";
  private static final String BETWEEN = "(?:\\s*(?:,|;|/|&|\\+|\\band\\b)\\s*|\\s+)";
  private static final Pattern ONLY_LETTERS =
      Pattern.compile("\\s*" + LETTER + "(?:" + BETWEEN + LETTER + ")*\\s*");
  private static final Pattern TIGHT_LETTERS = Pattern.compile("\\s*[A-Z]{2,26}\\s*");
  private static final Pattern AFTER_ANSWER =
      Pattern.compile(
          "(?i:answers?|choices?|options?)(?i:\\s+(?:is|are))?\\s*[:=]?\\s*(?i:options?\\s+|choices?\\s+)?("
              + CAPITAL
              + "(?:"
              + BETWEEN
              + CAPITAL
              + ")*)");
  private static final Pattern LABEL =
      Pattern.compile("(?m)^\\s*(?:\\*\\*)?\\(?([A-Z])[).:](?:\\s|\\*|$)");
  private static final Pattern SINGLE = Pattern.compile("\\b[A-Za-z]\\b");
  private static final Pattern CAPITAL_ALONE = Pattern.compile("\\b[A-Z]\\b");

  private final int count;
  private final List<String> choices;

  /**
   * @param count how many choices there are, 1..26
   * @param choices their texts, empty when not known
   */
  ChoiceReader(int count, List<String> choices) {
    this.count = Math.min(count, 26);
    this.choices = choices;
  }

  /** The letters named, in upper case and order; empty when none. */
  Set<Character> read(String text) {
    if (ONLY_LETTERS.matches(text)) {
      return letters(SINGLE, text);
    }
    Set<Character> byText = choiceText(text.strip());
    if (!byText.isEmpty()) {
      return byText;
    }
    if (TIGHT_LETTERS.matches(text)) {
      return tight(text.strip());
    }
    Set<Character> afterAnswer = Set.of();
    Matcher answer = AFTER_ANSWER.matcher(text);
    while (answer.find()) {
      Set<Character> named = letters(SINGLE, answer.group(1));
      afterAnswer = named.isEmpty() ? afterAnswer : named;
    }
    if (!afterAnswer.isEmpty()) {
      return afterAnswer;
    }
    Set<Character> labelled = labelled(text);
    if (!labelled.isEmpty()) {
      return labelled;
    }
    Set<Character> alone = letters(CAPITAL_ALONE, text);
    return alone.size() == 1 ? alone : Set.of();
  }

  private Set<Character> letters(Pattern pattern, String text) {
    Set<Character> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      add(found, matcher.group().charAt(0));
    }
    return found;
  }

  private Set<Character> labelled(String text) {
    Set<Character> found = new TreeSet<>();
    Matcher matcher = LABEL.matcher(text);
    while (matcher.find()) {
      add(found, matcher.group(1).charAt(0));
    }
    return found;
  }

  private Set<Character> choiceText(String text) {
    Set<Character> found = new TreeSet<>();
    for (int i = 0; i < Math.min(choices.size(), count); i++) {
      if (choices.get(i).strip().equalsIgnoreCase(text)) {
        found.add((char) ('A' + i));
      }
    }
    return found;
  }

  /** Letters without anything between, such as {@code AC}; all must be choices, none twice. */
  private Set<Character> tight(String text) {
    Set<Character> found = new TreeSet<>();
    for (int i = 0; i < text.length(); i++) {
      add(found, text.charAt(i));
    }
    return found.size() == text.length() ? found : Set.of();
  }

  private void add(Set<Character> found, char letter) {
    char upper = String.valueOf(letter).toUpperCase(Locale.ROOT).charAt(0);
    if (upper - 'A' < count) {
      found.add(upper);
    }
  }
}

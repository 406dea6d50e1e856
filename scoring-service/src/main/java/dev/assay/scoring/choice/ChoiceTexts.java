package dev.assay.scoring.choice;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.assay.scoring.reading.Blank;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds a choice by its text, where an answer gives that and no letter. */
final class ChoiceTexts {
  private static final String QUOTES = "\"'“”‘’«»`()[]{}<>" + PlainText.BOX + PlainText.UNBOX;
  private static final int SENTENCE = 120;
  private static final Pattern ARTICLE = Pattern.compile("(?i)^(?:the|an?)\\s+");
  private static final Pattern CLOSED =
      Pattern.compile(
          "^(?:[\"'”’»)\\]]*)(?:$|[.,:;!](?:$|[^0-9A-Za-z])|\\s*\\(|\\s+[-–—]\\s|\\s*\\n"
              + "|\\s+(?i:because|since|as|which|weil|denn|porque|car|parce|perché)\\b)");
  private static final Pattern OPEN =
      Pattern.compile("^[\"'”’»)\\]]*[,;]?\\s*(?i:or|oder|ou|o|или|and|und|et|y)\\b");

  private static final int MOST_STARTS = 6;
  private static final int MARKS = 20;

  private final List<String> choices;
  private final List<String> plain;
  private final int length;

  ChoiceTexts(List<String> choices, int count) {
    this.choices = choices.stream().limit(count).map(choice -> bare(PlainText.of(choice))).toList();
    this.plain = this.choices.stream().map(ChoiceTexts::plain).toList();
    this.length = this.choices.stream().mapToInt(String::length).max().orElse(0);
  }

  /** The choice whose text this is, but for marks around it and an article; empty without one. */
  Set<Character> whole(String text) {
    if (text.length() > length + MARKS) {
      return Set.of();
    }
    String said = bare(text);
    Set<Character> found = same(said, choices);
    return found.isEmpty() ? same(plain(said), plain) : found;
  }

  private static Set<Character> same(String said, List<String> texts) {
    Set<Character> found = new TreeSet<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!said.isEmpty() && texts.get(i).equalsIgnoreCase(said)) {
        found.add((char) ('A' + i));
      }
    }
    return found.size() == 1 ? found : Set.of();
  }

  /** The one choice with whose text a sentence opens, when no other one joins it. */
  Set<Character> opening(String sentence) {
    String said = plain(unquoted(sentence));
    int end = longest(said);
    if (end == 0) {
      return Set.of();
    }
    String rest = said.substring(end);
    Set<Character> found = same(said.substring(0, end), plain);
    boolean right = Words.isCalledRight(said, end);
    boolean one = (CLOSED.matcher(rest).find() || right) && !OPEN.matcher(rest).find();
    return one && longest(plain(unquoted(rest))) == 0 ? found : Set.of();
  }

  /**
   * The choice whose text stands behind a marker; it may begin with words that else only lead to it
   * ("The right angle").
   *
   * @param from behind the marker
   * @param to behind the words that may lead to a choice
   */
  Set<Character> after(String text, int from, int to) {
    int starts = 0;
    for (int at = from; at <= to && at < text.length() && starts < MOST_STARTS; at++) {
      boolean begins =
          Character.isLetterOrDigit(text.charAt(at))
              && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
      starts += begins ? 1 : 0;
      Set<Character> found = begins || at == to ? whole(sentence(text, at)) : Set.of();
      boolean number = begins && Character.isDigit(text.charAt(at));
      found = found.isEmpty() && (number || at == to) ? opening(rest(text, at)) : found;
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Set.of();
  }

  private static String rest(String text, int from) {
    return text.substring(from, Math.min(text.length(), from + SENTENCE));
  }

  /** From a place to the end of the sentence, at most 120 characters. */
  static String sentence(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < SENTENCE && !ends(text, end)) {
      end++;
    }
    return text.substring(from, end);
  }

  /** A point within a number ends nothing. */
  private static boolean ends(String text, int at) {
    boolean within =
        text.charAt(at) == '.'
            && at + 1 < text.length()
            && Character.isDigit(text.charAt(at + 1))
            && at > 0
            && Character.isDigit(text.charAt(at - 1));
    return !within && "\n.!?。".indexOf(text.charAt(at)) >= 0;
  }

  /** How long the longest choice is with which a text opens; 0 for none. */
  private int longest(String said) {
    return plain.stream()
        .filter(choice -> said.regionMatches(true, 0, choice, 0, choice.length()))
        .mapToInt(String::length)
        .filter(end -> end == said.length() || !Character.isLetterOrDigit(said.charAt(end)))
        .max()
        .orElse(0);
  }

  private static String unquoted(String text) {
    int at = 0;
    while (at < text.length()
        && (Blank.isBlank(text.charAt(at))
            || QUOTES.indexOf(text.charAt(at)) >= 0
            || ",:;".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return text.substring(at);
  }

  private static String plain(String text) {
    Matcher article = ARTICLE.matcher(text);
    return article.find() ? text.substring(article.end()) : text;
  }

  /** Without marks around it, as far as they are not all there is. */
  private static String bare(String text) {
    String said = Blank.strip(text);
    int start = 0;
    int end = said.length();
    while (end > start && (QUOTES + ".!。").indexOf(said.charAt(end - 1)) >= 0) {
      end--;
    }
    while (start < end && QUOTES.indexOf(said.charAt(start)) >= 0) {
      start++;
    }
    // brackets within a choice, as in "f(x)" or "[0, 1)", are its own
    String inner = said.substring(start, end);
    return inner.isEmpty() || inner.chars().anyMatch(c -> "()[]{}<>".indexOf(c) >= 0)
        ? said
        : inner;
  }
}

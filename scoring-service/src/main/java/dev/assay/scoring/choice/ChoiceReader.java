package dev.assay.scoring.choice;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.assay.scoring.reading.Blank;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Reads which choices a text names. The rules are tried in the order of {@link Rule}; the first
 * that finds something decides. Where a text says several things, what it says last counts; where
 * nothing says it, nothing was chosen: no rule guesses.
 */
public final class ChoiceReader {
  private static final int MOST = 26;
  private static final int SENTENCE = 120;
  private static final Pattern TIGHT = Pattern.compile("[A-Z]{2,26}");
  private static final Pattern LINE = Pattern.compile("(?m)^[ \\t>•\\-]*(.{1,40}?)[ \\t]*$");
  private static final Pattern LABELLED =
      Pattern.compile("(?m)^[ \\t>•\\-]*[(\\[]?([A-Za-z])[)\\].:][)\\]]?[ \\t]+\\S");
  private static final Pattern VERB =
      Pattern.compile("(?i:\\b(?:is|are|ist|lautet|es|est)\\s)|[:=：]|是|为|為|は|เป็น");
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private final int count;
  private final List<String> choices;

  /** How a choice was found, in the order in which it is looked for. */
  public enum Rule {
    /** The whole text is letters. */
    LETTERS,
    /** The whole text is the text of a choice. */
    CHOICE_TEXT,
    /** After the last word that says that the final answer follows. */
    FINAL_ANSWER,
    /** After the last word that says that an answer follows. */
    ANSWER,
    /** In the last box. */
    BOXED,
    /** The last line that is nothing but letters. */
    LINE,
    /** A letter of which the text says that it is right. */
    CALLED_RIGHT,
    /** The text begins with a letter and its mark, or with labelled choices line by line. */
    FIRST,
    /** The only one that is named an option and not called wrong. */
    MENTIONED,
    /** The only capital letter that stands alone. */
    ALONE,
    /** Nothing was chosen. */
    NONE
  }

  /** What was read: letters in upper case and order, none for {@link Rule#NONE}. */
  public record Reading(Set<Character> letters, Rule rule) {}

  /**
   * @param count how many choices there are, at least 1; more than 26 have no letter
   * @param choices their texts, empty when not known
   */
  public ChoiceReader(int count, List<String> choices) {
    this.count = Math.min(count, MOST);
    this.choices = choices;
  }

  /** What an answer chooses. */
  public Reading read(String answer) {
    String text = PlainText.of(answer);
    Letters letters = new Letters(text, count);
    return whole(text, letters)
        .or(() -> find(Rule.FINAL_ANSWER, () -> after(Words.FINAL, text, letters)))
        .or(() -> find(Rule.ANSWER, () -> after(Words.ANSWER, text, letters)))
        .or(() -> find(Rule.BOXED, () -> boxed(text)))
        .or(() -> find(Rule.LINE, () -> lastLine(text)))
        .or(() -> find(Rule.CALLED_RIGHT, () -> calledRight(text, letters)))
        .or(() -> find(Rule.FIRST, () -> first(text, letters)))
        .or(() -> find(Rule.MENTIONED, () -> mentioned(text, letters)))
        .or(() -> find(Rule.ALONE, () -> alone(text, letters)))
        .orElse(new Reading(Set.of(), Rule.NONE));
  }

  /** What an expected value names: it must be nothing but letters or the text of a choice. */
  public Set<Character> expected(String value) {
    String text = PlainText.of(value);
    return whole(text, new Letters(text, count))
        .or(() -> find(Rule.FIRST, () -> first(text, new Letters(text, count))))
        .map(Reading::letters)
        .orElse(Set.of());
  }

  private static Optional<Reading> find(Rule rule, Supplier<Set<Character>> looking) {
    Set<Character> letters = looking.get();
    return letters.isEmpty() ? Optional.empty() : Optional.of(new Reading(letters, rule));
  }

  private Optional<Reading> whole(String text, Letters letters) {
    return find(Rule.LETTERS, () -> only(text, letters))
        .or(() -> find(Rule.CHOICE_TEXT, () -> choiceText(text)))
        .or(() -> find(Rule.LETTERS, () -> tight(text)));
  }

  /** Letters and nothing else, also with nothing but spaces between. */
  private Set<Character> only(String text, Letters letters) {
    Set<Character> found = new TreeSet<>();
    int at = 0;
    while (at < text.length()) {
      Letters.Named named = letters.list(at, true);
      if (named == null) {
        return Set.of();
      }
      found.addAll(named.letters());
      at = named.end();
      while (at < text.length()
          && !Character.isLetterOrDigit(text.charAt(at))
          && !opens(text, at)) {
        at++;
      }
    }
    return found;
  }

  private static boolean opens(String text, int at) {
    return "([{".indexOf(text.charAt(at)) >= 0;
  }

  private Set<Character> choiceText(String text) {
    Set<Character> found = new TreeSet<>();
    String said = bare(text);
    for (int i = 0; i < Math.min(choices.size(), count); i++) {
      if (!said.isEmpty() && bare(PlainText.of(choices.get(i))).equalsIgnoreCase(said)) {
        found.add((char) ('A' + i));
      }
    }
    return found.size() == 1 ? found : Set.of();
  }

  private static String bare(String text) {
    String stripped = Blank.strip(text);
    boolean stop =
        stripped.length() > 1 && ".!。".indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
    return stop ? stripped.substring(0, stripped.length() - 1) : stripped;
  }

  /** Letters without anything between, such as {@code AC}; all must be choices, none twice. */
  private Set<Character> tight(String text) {
    Set<Character> found = new TreeSet<>();
    if (TIGHT.matches(text)) {
      text.chars().filter(c -> c - 'A' < count).forEach(c -> found.add((char) c));
    }
    return found.size() == text.length() ? found : Set.of();
  }

  /** What follows the last marker that a choice follows; one that says "not" says nothing. */
  private Set<Character> after(Pattern marker, String text, Letters letters) {
    Set<Character> last = Set.of();
    Matcher matcher = marker.matcher(text);
    while (matcher.find()) {
      Set<Character> named =
          denied(text, matcher.start()) ? Set.of() : said(text, matcher.end(), letters);
      last = named.isEmpty() ? last : named;
    }
    return last;
  }

  private Set<Character> said(String text, int from, Letters letters) {
    Fillers fillers = Fillers.skip(text, from, letters);
    if (fillers.negated()) {
      return Set.of();
    }
    Letters.Named named = letters.list(fillers.end(), fillers.afterVerb());
    if (named != null) {
      return letters.isUndecided(named.end()) || Words.isCalledWrong(text, named.end())
          ? Set.of()
          : named.letters();
    }
    String sentence = sentence(text, fillers.end());
    Set<Character> byText = choiceText(sentence);
    if (!byText.isEmpty()) {
      return byText;
    }
    Matcher verb = VERB.matcher(sentence);
    while (verb.find() && !Fillers.negates(sentence.substring(0, verb.start()))) {
      Letters within = new Letters(sentence, count);
      Fillers more = Fillers.skip(sentence, verb.end(), within);
      Letters.Named later = more.negated() ? null : within.list(more.end(), more.afterVerb());
      if (later != null && !within.isUndecided(later.end())) {
        return later.letters();
      }
    }
    return Set.of();
  }

  private static String sentence(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < SENTENCE && "\n.!?。".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(from, end);
  }

  /** Whether the word before says that this is not the answer, as in "a wrong answer". */
  private static boolean denied(String text, int at) {
    int end = at;
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    int start = end;
    while (start > 0
        && (Character.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '\'')) {
      start--;
    }
    return end > start && Words.isNegation(text.substring(start, end));
  }

  private Set<Character> boxed(String text) {
    int open = text.lastIndexOf(PlainText.BOX);
    int close = text.indexOf(PlainText.UNBOX, open + 1);
    if (open < 0 || close < 0) {
      return Set.of();
    }
    String inside = text.substring(open + 1, close).strip();
    Letters letters = new Letters(inside, count);
    return whole(inside, letters)
        .or(() -> find(Rule.FIRST, () -> first(inside, letters)))
        .map(Reading::letters)
        .orElse(Set.of());
  }

  private Set<Character> lastLine(String text) {
    Set<Character> last = Set.of();
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      String said = line.group(1).strip();
      Set<Character> named = said.isEmpty() ? Set.of() : only(said, new Letters(said, count));
      last = named.isEmpty() ? last : named;
    }
    return last;
  }

  private Set<Character> calledRight(String text, Letters letters) {
    Set<Character> last = Set.of();
    Matcher capital = CAPITAL.matcher(text);
    while (capital.find()) {
      int at = capital.start();
      Letters.Named named = letters.one(at, true);
      if (named != null && Words.isCalledRight(text, named.end())) {
        last = named.letters();
      }
    }
    return last;
  }

  /** A letter that opens the text; several lines with labels, unless they repeat the question. */
  private Set<Character> first(String text, Letters letters) {
    Set<Character> labelled = new TreeSet<>();
    Matcher label = LABELLED.matcher(text);
    int lines = 0;
    while (label.find()) {
      Letters.Named named = letters.one(label.start(1), true);
      if (named != null || label.group(1).charAt(0) < 'a') {
        char letter = LowerToUpper.of(label.group(1).charAt(0));
        if (letter - 'A' < count) {
          labelled.add(letter);
          lines++;
        }
      }
    }
    Letters.Named named = letters.list(0, false);
    boolean opens = named != null && marked(text, named.end()) && !letters.isUndecided(named.end());
    boolean allOfThem = labelled.size() == count && count > 1;
    if (lines > 1) {
      return allOfThem ? Set.of() : labelled;
    }
    return opens ? named.letters() : labelled;
  }

  private static boolean marked(String text, int end) {
    return end >= text.length()
        || ".,):;-–—\n。，、：".indexOf(text.charAt(end)) >= 0
        || text.substring(end).startsWith(" because")
        || text.substring(end).startsWith(" since")
        || text.substring(end).startsWith(" -")
        || text.substring(end).startsWith(" –")
        || text.substring(end).startsWith(" (");
  }

  private Set<Character> mentioned(String text, Letters letters) {
    Set<Character> found = new TreeSet<>();
    Matcher mention = Words.MENTION.matcher(text);
    while (mention.find()) {
      Fillers fillers = Fillers.skip(text, mention.end(), letters);
      Letters.Named named = fillers.negated() ? null : letters.list(fillers.end(), true);
      boolean wrong =
          named == null
              || denied(text, mention.start())
              || letters.isUndecided(named.end())
              || Words.isCalledWrong(text, letters.endOfPair(named.end()));
      if (!wrong) {
        found.addAll(named.letters());
      }
    }
    return found.size() == 1 ? found : Set.of();
  }

  private Set<Character> alone(String text, Letters letters) {
    Set<Character> found = new TreeSet<>();
    Matcher capital = CAPITAL.matcher(text);
    while (capital.find()) {
      Letters.Named named = letters.one(capital.start(), Fillers.verbBefore(text, capital.start()));
      if (named != null
          && !denied(text, capital.start())
          && !Words.isCalledWrong(text, letters.endOfPair(named.end()))) {
        found.addAll(named.letters());
      }
    }
    return found.size() == 1 ? found : Set.of();
  }
}

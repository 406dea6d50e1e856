package dev.assay.scoring.choice;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
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
  private static final int MOST_VERBS = 6;
  private static final int MOST_MARKERS = 1000;
  private static final Pattern TIGHT = Pattern.compile("[A-Z]{2,26}");
  private static final Pattern LINE = Pattern.compile("(?m)^[ \\t>•\\-]*(.{1,40}?)[ \\t]*$");
  private static final Pattern LABELLED =
      Pattern.compile("(?m)^[ \\t>•\\-]*[(\\[]?([A-Za-z])[)\\].:][)\\]]?[ \\t]+\\S");
  private static final Pattern VERB =
      Pattern.compile("(?i:\\b(?:is|are|ist|lautet|es|est)\\s)|[:=：]|是|为|為|は|เป็น");
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private final int count;
  private final ChoiceTexts texts;

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
    this.texts = new ChoiceTexts(choices, this.count);
  }

  /** What an answer chooses. */
  public Reading read(String answer) {
    String text = PlainText.of(answer);
    Letters letters = new Letters(text, count);
    return whole(text, letters)
        .or(() -> find(Rule.FINAL_ANSWER, () -> after(Words.FINAL, text, letters)))
        .or(() -> find(Rule.ANSWER, () -> after(Words.ANSWER, text, letters)))
        .or(() -> find(Rule.ANSWER, () -> lead(text, letters)))
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
        .or(() -> find(Rule.CHOICE_TEXT, () -> texts.whole(text)))
        .or(() -> find(Rule.LETTERS, () -> tight(text)));
  }

  /** Letters and nothing else, also with nothing but spaces between. */
  private Set<Character> only(String text, Letters letters) {
    Set<Character> found = new TreeSet<>();
    int at = 0;
    while (at < text.length() && "-–•> \t".indexOf(text.charAt(at)) >= 0) {
      at++; // the mark of a list
    }
    while (at < text.length()) {
      Letters.Named named = letters.list(at, true);
      if (named == null) {
        return Set.of();
      }
      found.addAll(named.letters());
      at = named.end();
      while (at < text.length()
          && !Character.isLetterOrDigit(text.charAt(at))
          && !opens(text, at)
          && "✓✔✅✗✘❌".indexOf(text.charAt(at)) < 0) {
        at++;
      }
    }
    return found;
  }

  private static boolean opens(String text, int at) {
    return "([{".indexOf(text.charAt(at)) >= 0;
  }

  /** Letters without anything between, such as {@code AC}; all must be choices, none twice. */
  private Set<Character> tight(String text) {
    Set<Character> found = new TreeSet<>();
    if (TIGHT.matches(text)) {
      text.chars().filter(c -> c - 'A' < count).forEach(c -> found.add((char) c));
    }
    return found.size() == text.length() ? found : Set.of();
  }

  /** The same after a marker, where it must be in the order of the alphabet: BAD is a word. */
  private Set<Character> tightWord(int from, Letters letters) {
    String word = letters.word(from);
    boolean ordered = word.chars().sorted().boxed().toList().equals(word.chars().boxed().toList());
    return ordered ? tight(word) : Set.of();
  }

  /** What follows the last marker that a choice follows; one that says "not" says nothing. */
  private Set<Character> after(Pattern marker, String text, Letters letters) {
    List<int[]> markers = new ArrayList<>();
    Matcher matcher = marker.matcher(text);
    while (matcher.find()) {
      markers.add(new int[] {matcher.start(), matcher.end()});
    }
    // a text of nothing but markers is not worth more tries
    int first = Math.max(0, markers.size() - MOST_MARKERS);
    for (int i = markers.size() - 1; i >= first; i--) {
      int start = markers.get(i)[0];
      int end = markers.get(i)[1];
      boolean not = denied(text, start) || Words.isOfOthers(text, start);
      Set<Character> named = not ? Set.of() : said(text, end, letters);
      if (!named.isEmpty()) {
        return corrected(text, end, letters, named);
      }
    }
    return Set.of();
  }

  /** What a text takes back what it said before for, as in "Actually, C". */
  private static Set<Character> corrected(
      String text, int from, Letters letters, Set<Character> said) {
    Set<Character> last = said;
    Matcher correction = Words.CORRECTION.matcher(text);
    int at = from;
    while (at <= text.length() && correction.find(at)) {
      at = correction.end();
      Letters.Named named = letters.list(at, true);
      last = named != null && letters.endsSentence(named.end()) ? named.letters() : last;
    }
    return last;
  }

  /** "It's b", "I think it is Rome": the text opens with words that lead to a choice. */
  private Set<Character> lead(String text, Letters letters) {
    Matcher lead = Words.LEAD.matcher(text);
    return lead.find() ? said(text, lead.end(), letters) : Set.of();
  }

  private Set<Character> said(String text, int from, Letters letters) {
    Fillers fillers = Fillers.skip(text, from, letters);
    Set<Character> byText = texts.after(text, from, fillers.end());
    if (fillers.negated()) {
      return byText; // a choice can be called "No" or "False"
    }
    Letters.Named named = letters.list(fillers.end(), fillers.afterVerb());
    if (named != null) {
      // "A is not the answer. C is in Norway": the next sentence is one of its own
      boolean apart = text.substring(from, fillers.end()).contains(". ");
      return letters.isUndecided(named.end())
              || Words.isCalledWrong(text, named.end())
              || (apart && !marked(text, named.end()))
          ? Set.of()
          : named.letters();
    }
    Set<Character> joined = tightWord(fillers.end(), letters);
    if (!byText.isEmpty() || !joined.isEmpty()) {
      return byText.isEmpty() ? joined : byText;
    }
    String sentence = ChoiceTexts.sentence(text, fillers.end());
    Matcher verb = VERB.matcher(sentence);
    for (int i = 0;
        i < MOST_VERBS && verb.find() && !Fillers.negates(sentence.substring(0, verb.start()));
        i++) {
      Letters within = new Letters(sentence, count);
      Fillers more = Fillers.skip(sentence, verb.end(), within);
      Letters.Named later = more.negated() ? null : within.list(more.end(), more.afterVerb());
      if (later != null && !within.isUndecided(later.end())) {
        return later.letters();
      }
    }
    return Set.of();
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
    int at = 0;
    while (at < text.length()) {
      int start = at++;
      Letters.Named all = isLatin(text.charAt(start)) ? letters.list(start, true) : null;
      if (all == null) {
        continue;
      }
      Letters.Named one = letters.one(start, true);
      boolean several = all.letters().size() > 1 && Words.areCalledRight(text, all.end());
      if (several || Words.isCalledRight(text, one.end())) {
        last = several ? all.letters() : one.letters();
        at = several ? all.end() : at;
      }
    }
    return last;
  }

  private static boolean isLatin(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /** A letter that opens the text; several lines with labels, unless they repeat the question. */
  private Set<Character> first(String text, Letters letters) {
    Set<Character> labelled = new TreeSet<>();
    Set<Character> exact = new TreeSet<>();
    Matcher label = LABELLED.matcher(text);
    int lines = 0;
    while (label.find()) {
      Letters.Named named = letters.one(label.start(1), true);
      if (named != null || label.group(1).charAt(0) < 'a') {
        char letter = LowerToUpper.of(label.group(1).charAt(0));
        if (letter - 'A' < count) {
          labelled.add(letter);
          lines++;
          int line = text.indexOf('\n', label.end());
          String after = text.substring(label.end() - 1, line < 0 ? text.length() : line);
          if (texts.whole(after).contains(letter)) {
            exact.add(letter);
          }
        }
      }
    }
    Letters.Named named = letters.list(0, false);
    boolean opens =
        named != null
            && marked(text, named.end())
            && !isPronoun(text, named.end())
            && !letters.isUndecided(named.end());
    boolean allOfThem = labelled.size() == count && count > 1;
    if (lines > 1) {
      // a line with more than the text of its choice talks about it
      return allOfThem ? Set.of() : exact.isEmpty() ? labelled : exact;
    }
    Set<Character> found = opens ? named.letters() : labelled;
    return found.isEmpty()
        ? texts.opening(text)
        : corrected(text, opens ? named.end() : 0, letters, found);
  }

  /** "I, as a model, cannot answer". */
  private static boolean isPronoun(String text, int end) {
    return end < text.length() && text.charAt(end) == ',' && text.charAt(end - 1) == 'I';
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
              || Words.isDeniedBefore(text, mention.start())
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
    int undecided = 0;
    while (found.size() < 2 && capital.find()) {
      int at = capital.start();
      if (at < undecided) {
        continue;
      }
      Letters.Named named = letters.one(at, Fillers.verbBefore(text, at));
      if (named == null || isPronoun(text, named.end())) {
        continue;
      }
      if (letters.isUndecided(named.end())) {
        undecided = letters.endOfOther(named.end());
      } else if (!Words.isDeniedBefore(text, at)
          && !Words.isNameBefore(text, at)
          && !Words.isCalledWrong(text, letters.endOfPair(named.end()))) {
        found.addAll(named.letters());
      }
    }
    return found.size() == 1 ? found : Set.of();
  }
}

package dev.assay.run.traffic.themes;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a note that say what it is about, with how often each stands in it. */
final class Words {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]{3,40}");

  /** What stands in every note and tells none from another. */
  private static final Set<String> COMMON =
      Set.of(
          "the",
          "and",
          "for",
          "not",
          "was",
          "were",
          "has",
          "have",
          "had",
          "this",
          "that",
          "these",
          "those",
          "with",
          "from",
          "but",
          "are",
          "should",
          "would",
          "could",
          "must",
          "instead",
          "its",
          "into",
          "than",
          "then",
          "there",
          "here",
          "what",
          "which",
          "when",
          "where",
          "who",
          "how",
          "why",
          "can",
          "cannot",
          "does",
          "did",
          "done",
          "been",
          "being",
          "will",
          "also",
          "only",
          "just",
          "because",
          "about",
          "all",
          "any",
          "some",
          "answer",
          "response",
          "please",
          "wrong",
          "incorrect",
          "correct",
          "right",
          "field",
          "value");

  private Words() {}

  /** Of a note, in the order in which they come. */
  static Map<String, Integer> of(String note) {
    Map<String, Integer> words = new LinkedHashMap<>();
    Matcher matcher = WORD.matcher(note.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      String word = singular(matcher.group());
      if (!COMMON.contains(word)) {
        words.merge(word, 1, Integer::sum);
      }
    }
    return words;
  }

  private static String singular(String word) {
    boolean plural = word.length() > 4 && word.endsWith("s") && !word.endsWith("ss");
    return plural ? word.substring(0, word.length() - 1) : word;
  }
}

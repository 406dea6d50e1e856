package dev.assay.scoring.reading;

import java.util.List;

/**
 * Thoughts that a model wrote into its answer. Whoever looks for a choice, a number or JSON looks
 * at what stands after them: inside, a model tries out what it then rejects.
 */
public final class Thoughts {
  private static final List<String> TAGS = List.of("think", "thinking", "thought", "reasoning");

  private Thoughts() {}

  /**
   * What stands after the last closing tag. A text that opens with thoughts and never closes them
   * was cut off before the answer: the empty text.
   */
  public static String after(String text) {
    int end = -1;
    for (String tag : TAGS) {
      String close = "</" + tag + ">";
      int at = text.lastIndexOf(close);
      end = at < 0 ? end : Math.max(end, at + close.length());
    }
    if (end >= 0) {
      return text.substring(end);
    }
    String start = text.stripLeading();
    return TAGS.stream().anyMatch(tag -> start.startsWith("<" + tag + ">")) ? "" : text;
  }
}

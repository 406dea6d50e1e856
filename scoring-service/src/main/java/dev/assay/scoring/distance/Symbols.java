package dev.assay.scoring.distance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers symbols densely from 0, in the order they are first met. */
public final class Symbols {
  private final Map<Object, Integer> numbers = new HashMap<>();

  /** The Unicode code points of a text, numbered. */
  public int[] ofCodePoints(String text) {
    return text.codePoints().map(this::number).toArray();
  }

  /** Tokens, numbered. */
  public int[] ofTokens(List<String> tokens) {
    return tokens.stream().mapToInt(this::number).toArray();
  }

  /** How many different symbols there are so far. */
  public int size() {
    return numbers.size();
  }

  private int number(Object symbol) {
    return numbers.computeIfAbsent(symbol, unused -> numbers.size());
  }
}

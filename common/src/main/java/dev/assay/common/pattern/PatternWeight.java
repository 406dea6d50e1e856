package dev.assay.common.pattern;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many instructions a pattern of RE2 syntax compiles to, estimated from its text and never far
 * below. Matching is linear in the answer, but compiling writes repetitions out: {@code
 * ((a{1000}){1000}){1000}} is a short text and a program that fills any memory. So a pattern is
 * weighed before it is compiled, wherever one comes from a user.
 */
public final class PatternWeight {
  /** The heaviest pattern that is compiled, in instructions. */
  public static final long HEAVIEST = 10_000;

  /** What a person is told whose pattern is heavier. */
  public static final String TOO_HEAVY =
      "it is too large once its repetitions are written out (more than "
          + HEAVIEST
          + " instructions)";

  private static final int MOST_DIGITS = 9;

  private final String pattern;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long atom;
  private int at;

  private PatternWeight(String pattern) {
    this.pattern = pattern;
  }

  /** Whether it may be compiled. */
  public static boolean isTooHeavy(String pattern) {
    return of(pattern) > HEAVIEST;
  }

  /** The weight in instructions; a pattern that is not valid has one, too. */
  public static long of(String pattern) {
    PatternWeight weight = new PatternWeight(pattern);
    while (weight.at < pattern.length()) {
      weight.next();
    }
    while (!weight.outer.isEmpty()) {
      weight.close();
    }
    return weight.sum;
  }

  private void next() {
    char c = pattern.charAt(at++);
    switch (c) {
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> {
        outer.push(sum);
        sum = 0;
        atom = 0;
      }
      case ')' -> close();
      case '*', '+', '?' -> add(1);
      case '|' -> {
        sum = plus(sum, 1);
        atom = 0;
      }
      case '{' -> repetition();
      default -> single();
    }
  }

  private void single() {
    atom = 1;
    sum = plus(sum, 1);
  }

  private void add(long more) {
    atom = plus(atom, more);
    sum = plus(sum, more);
  }

  /** A group weighs what is in it and where it begins and ends. */
  private void close() {
    long group = plus(sum, 2);
    sum = outer.isEmpty() ? group : plus(outer.pop(), group);
    atom = group;
  }

  private void escape() {
    if (at >= pattern.length()) {
      return;
    }
    char c = pattern.charAt(at++);
    if (c == 'Q') {
      int end = pattern.indexOf("\\E", at);
      int stop = end < 0 ? pattern.length() : end;
      sum = plus(sum, stop - at);
      atom = stop > at ? 1 : 0;
      at = end < 0 ? stop : end + 2;
      return;
    }
    boolean named = c == 'p' || c == 'P' || c == 'x';
    if (named && at < pattern.length() && pattern.charAt(at) == '{') {
      int end = pattern.indexOf('}', at);
      at = end < 0 ? pattern.length() : end + 1;
    }
    single();
  }

  /** Up to its bracket; one that comes first stands for itself. */
  private void characterClass() {
    int i = at;
    if (i < pattern.length() && pattern.charAt(i) == '^') {
      i++;
    }
    int first = i;
    while (i < pattern.length() && (pattern.charAt(i) != ']' || i == first)) {
      if (pattern.charAt(i) == '\\') {
        i++;
      } else if (pattern.startsWith("[:", i)) {
        int end = pattern.indexOf(":]", i + 2);
        i = end < 0 ? i : end + 1;
      }
      i++;
    }
    at = Math.min(pattern.length(), i + 1);
    single();
  }

  /** {@code {n}}, {@code {n,}} or {@code {n,m}}; anything else is a text. */
  private void repetition() {
    int end = pattern.indexOf('}', at);
    long[] bounds = end < 0 ? null : bounds(pattern.substring(at, end));
    if (bounds == null) {
      single();
      return;
    }
    at = end + 1;
    // each optional copy has a branch of its own
    long copies = Math.max(1, Math.max(bounds[0] + 1, bounds[1]));
    long repeated = times(plus(atom, bounds[0] == bounds[1] ? 0 : 1), copies);
    sum = plus(sum - Math.min(sum, atom), repeated);
    atom = repeated;
  }

  private static long[] bounds(String text) {
    int comma = text.indexOf(',');
    String low = comma < 0 ? text : text.substring(0, comma);
    String high = comma < 0 ? text : text.substring(comma + 1);
    if (!isNumber(low) || !(isNumber(high) || (comma >= 0 && high.isEmpty()))) {
      return null;
    }
    long from = Long.parseLong(low);
    return new long[] {from, high.isEmpty() ? from + 1 : Long.parseLong(high)};
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long plus(long a, long b) {
    long total = a + b;
    return total < 0 ? Long.MAX_VALUE : total;
  }

  private static long times(long a, long b) {
    return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
  }
}

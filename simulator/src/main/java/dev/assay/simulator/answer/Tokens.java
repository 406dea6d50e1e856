package dev.assay.simulator.answer;

import dev.assay.simulator.answer.SimReply.LikelyToken;
import dev.assay.simulator.options.SimTokens;
import dev.assay.simulator.seed.SimRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tokens by the usual rule of thumb: four characters each. */
final class Tokens {
  private static final int CHARS = 4;

  private Tokens() {}

  static int count(String text) {
    return (text.length() + CHARS - 1) / CHARS;
  }

  /** The text's first tokens, never ending between the halves of a surrogate pair. */
  static String first(String text, int tokens) {
    int end = (int) Math.min(text.length(), (long) tokens * CHARS);
    boolean split =
        end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, split ? end - 1 : end);
  }

  static SimUsage usage(SimTokens told, int promptChars, int answerChars) {
    long input = told.input() != null ? told.input() : 1 + promptChars / CHARS;
    long reasoning = told.reasoning() != null ? told.reasoning() : 0;
    long output = told.output() != null ? told.output() : 1 + answerChars / CHARS + reasoning;
    return new SimUsage(
        input,
        told.cached() != null ? Math.min(told.cached(), input) : 0,
        output,
        Math.min(reasoning, output));
  }

  /** Tokens with probabilities; numbers and letters have neighbours as alternatives. */
  static List<LikelyToken> likely(String text, int alternatives, SimRandom random) {
    List<LikelyToken> all = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      String token = first(text.substring(at), 1);
      // Half of an escape must not be lost: a lone surrogate is a token of its own.
      token = token.isEmpty() ? text.substring(at, at + 1) : token;
      double share = 0.55 + 0.44 * random.unit();
      all.add(new LikelyToken(token, Math.log(share), others(token, share, alternatives)));
      at += token.length();
    }
    return all;
  }

  private static List<LikelyToken> others(String token, double share, int count) {
    List<LikelyToken> list = new ArrayList<>();
    list.add(new LikelyToken(token, Math.log(share), List.of()));
    double left = 1 - share;
    for (int i = 1; i < count; i++) {
      left /= 2;
      list.add(new LikelyToken(neighbour(token, i), Math.log(left), List.of()));
    }
    list.sort(Comparator.comparingDouble(LikelyToken::logprob).reversed());
    return list.subList(0, Math.min(count, list.size()));
  }

  private static String neighbour(String token, int step) {
    char first = token.charAt(0);
    if (Character.isDigit(first)) {
      return (char) ('0' + (first - '0' + step) % 10) + token.substring(1);
    }
    return first >= 'A' && first <= 'Z'
        ? (char) ('A' + (first - 'A' + step) % 26) + token.substring(1)
        : token + "~".repeat(step);
  }
}

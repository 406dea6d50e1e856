package dev.assay.scoring.similarity;

import dev.assay.scoring.scorer.Effort;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * METEOR (Banerjee and Lavie 2005) with its exact matcher alone, over lower-cased white-space
 * tokens, with NLTK's parameters and alignment: from the end of the answer, each token goes with
 * the last free equal token of the expected text. Stems and synonyms are left out: they would tie
 * the score to one language and to a word list.
 */
final class Meteor {
  private static final double ALPHA = 0.9;
  private static final double BETA = 3;
  private static final double GAMMA = 0.5;
  private static final long STEPS_PER_TOKEN = 500;

  private Meteor() {}

  /** In 0..1; 0 when nothing is shared. */
  static double score(String output, String expected, Effort effort) {
    List<String> candidate = Tokens.lowerWords(output);
    List<String> reference = Tokens.lowerWords(expected);
    effort.spend(candidate.size() + (long) reference.size(), STEPS_PER_TOKEN);
    int[] partner = align(candidate, reference);
    int matches = 0;
    int chunks = 0;
    int previous = -2;
    int previousPartner = -2;
    for (int i = 0; i < partner.length; i++) {
      if (partner[i] >= 0) {
        matches++;
        if (i != previous + 1 || partner[i] != previousPartner + 1) {
          chunks++;
        }
        previous = i;
        previousPartner = partner[i];
      }
    }
    if (matches == 0) {
      return 0;
    }
    double precision = (double) matches / candidate.size();
    double recall = (double) matches / reference.size();
    double mean = precision * recall / (ALPHA * precision + (1 - ALPHA) * recall);
    double penalty = GAMMA * Math.pow((double) chunks / matches, BETA);
    return (1 - penalty) * mean;
  }

  private static int[] align(List<String> candidate, List<String> reference) {
    Map<String, Deque<Integer>> free = new HashMap<>();
    for (int j = 0; j < reference.size(); j++) {
      free.computeIfAbsent(reference.get(j), unused -> new ArrayDeque<>()).addLast(j);
    }
    int[] partner = new int[candidate.size()];
    for (int i = candidate.size() - 1; i >= 0; i--) {
      Deque<Integer> places = free.get(candidate.get(i));
      partner[i] = places == null || places.isEmpty() ? -1 : places.removeLast();
    }
    return partner;
  }
}

package dev.assay.scoring.retrieval;

import dev.assay.scoring.scorer.ScorerInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Documents in the order in which they were found, against those that should have been.
 *
 * @param first ids of those that are looked at, the best first; each once, for a document that
 *     comes again with another of its passages is no other document
 * @param wanted ids of those that should have been found, at least one
 */
record Ranking(Set<String> first, Set<String> wanted) {
  /**
   * Says why nothing can be measured.
   *
   * @see #of
   */
  static final class NoneException extends Exception {
    private static final long serialVersionUID = 1L;

    private NoneException(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * Reads one.
   *
   * @param k how many are looked at, at most
   * @throws NoneException when it is not known what was found, or what should have been
   */
  static Ranking of(ScorerInput input, int k) throws NoneException {
    List<String> wanted = WantedDocuments.of(input.item());
    if (wanted == null) {
      throw new NoneException(
          "Nobody has said which documents should be found: the item has no "
              + WantedDocuments.PLACE
              + ", and its expected value is no list of ids.");
    }
    if (wanted.isEmpty()) {
      throw new NoneException("No document should be found: there is no share of none.");
    }
    if (wanted.contains(null)) {
      throw new NoneException(
          "Expected document " + (wanted.indexOf(null) + 1) + " has no id to know it by.");
    }
    return new Ranking(first(found(input), k), new LinkedHashSet<>(wanted));
  }

  private static List<String> found(ScorerInput input) throws NoneException {
    var context = input.item().context();
    List<String> found =
        context != null && context.isArray()
            ? DocumentIds.ofDocuments(context)
            : DocumentIds.of(input.output());
    if (found == null) {
      throw new NoneException(
          "It is not known what was found: there is no context, and the answer is no list.");
    }
    return found;
  }

  private static Set<String> first(List<String> found, int k) throws NoneException {
    Set<String> first = new LinkedHashSet<>();
    for (int i = 0; i < found.size() && first.size() < k; i++) {
      if (found.get(i) == null) {
        throw new NoneException("Found document " + (i + 1) + " has no id to know it by.");
      }
      first.add(found.get(i));
    }
    return first;
  }

  /** How many of those that are looked at should have been found. */
  int hits() {
    Set<String> hits = new HashSet<>(first);
    hits.retainAll(wanted);
    return hits.size();
  }

  /** Those that should have been found and were not, in their order. */
  List<String> missing() {
    List<String> missing = new ArrayList<>(wanted);
    missing.removeAll(first);
    return missing;
  }
}

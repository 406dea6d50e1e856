package dev.assay.run.verdict.totals;

import dev.assay.run.verdict.spending.Spending;
import java.util.List;
import java.util.Map;

/**
 * Everything that is summed over a run.
 *
 * @param groups the whole run, and its sections and labels, larger ones first
 * @param sections how many sections there are, the ones left out included
 * @param labels how many labels there are, the ones left out included
 * @param repeats answers asked for per item
 * @param items how many items had so many decided answers of which so many passed
 * @param fields leaf by leaf, per scorer key; those with most errors first
 * @param truths by who said what is right, per scorer key; empty for a run that is not over
 *     traffic, neither its answers nor its inputs
 * @param truth the same of all scorers that compare leaves together; null for such a run
 * @param spending of calls, null when not known
 * @param durationMs from start to end, null when not started
 */
public record RunTotals(
    Map<GroupKey, GroupTotals> groups,
    int sections,
    int labels,
    int repeats,
    List<ItemCount> items,
    Map<String, List<FieldCount>> fields,
    Map<String, TruthTotals> truths,
    TruthTotals truth,
    Spending spending,
    Long durationMs) {

  /** That many items had {@code passed} of {@code decided} answers passed. */
  public record ItemCount(long decided, long passed, long items) {}

  /**
   * A leaf: how often it matched, how often it did not.
   *
   * @param humanCorrect matches where a person said what is right; 0 where kinds of truth are not
   *     told apart
   * @param humanErrors the same of those that did not match
   * @param inferredCorrect matches where a model made what is right; 0 as those
   * @param inferredErrors the same of those that did not match
   */
  public record FieldCount(
      String path,
      long correct,
      long errors,
      long humanCorrect,
      long humanErrors,
      long inferredCorrect,
      long inferredErrors) {}
}

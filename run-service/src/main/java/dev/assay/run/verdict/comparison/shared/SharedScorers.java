package dev.assay.run.verdict.comparison.shared;

import dev.assay.run.runs.RunSpec;
import dev.assay.run.verdict.comparison.shared.Unshared.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What two sides share of their scorers. Only that may be compared: the same key with other
 * parameters measures something else.
 *
 * @param scores keys whose scores mean the same on both sides
 * @param passes those of them that are held against one and the same threshold
 * @param whole whether the same scorers with the same thresholds say which item passed
 * @param unshared what is not shared, by key
 */
public record SharedScorers(
    Set<String> scores, Set<String> passes, boolean whole, List<Unshared> unshared) {

  /**
   * Of two sides.
   *
   * @param baseline how each of its runs is scored, by key
   * @param other likewise
   */
  public static SharedScorers of(
      Collection<Map<String, ScoredBy>> baseline, Collection<Map<String, ScoredBy>> other) {
    List<Map<String, ScoredBy>> all = new ArrayList<>(baseline);
    all.addAll(other);
    Set<String> keys = new TreeSet<>();
    all.forEach(run -> keys.addAll(run.keySet()));
    Map<String, Reason> reasons = new TreeMap<>();
    keys.forEach(key -> reasons.put(key, reason(of(baseline, key), of(other, key))));
    for (String key : keys) {
      if (reasons.get(key) == null && combines(all, key, reasons)) {
        reasons.put(key, Reason.COMBINES);
      }
    }
    Set<String> scores = new TreeSet<>(keys);
    scores.removeIf(key -> reasons.get(key) != null && reasons.get(key) != Reason.THRESHOLD);
    Set<String> passes = new TreeSet<>(scores);
    passes.removeIf(key -> reasons.get(key) != null || !decides(all, key));
    boolean whole = keys.stream().noneMatch(key -> reasons.get(key) != null && decides(all, key));
    List<Unshared> unshared = new ArrayList<>();
    reasons.forEach(
        (key, reason) -> {
          if (reason != null) {
            unshared.add(Unshared.of(key, reason));
          }
        });
    return new SharedScorers(scores, passes, whole, unshared);
  }

  private static List<ScoredBy> of(Collection<Map<String, ScoredBy>> runs, String key) {
    List<ScoredBy> found = new ArrayList<>();
    runs.forEach(run -> found.add(run.get(key)));
    return found;
  }

  /** Why a key is not shared; null when it is. A null stands for a run that does not have it. */
  private static Reason reason(List<ScoredBy> baseline, List<ScoredBy> other) {
    if (baseline.stream().allMatch(Objects::isNull)) {
      return Reason.ONLY_OTHER;
    }
    if (other.stream().allMatch(Objects::isNull)) {
      return Reason.ONLY_BASELINE;
    }
    ScoredBy ours = alike(baseline);
    ScoredBy theirs = alike(other);
    if (ours == null || theirs == null) {
      return Reason.RUNS;
    }
    Reason unlike = ours.unlike(theirs);
    List<ScoredBy> all = new ArrayList<>(baseline);
    all.addAll(other);
    return unlike == null && all.stream().map(ScoredBy::threshold).distinct().count() > 1
        ? Reason.THRESHOLD
        : unlike;
  }

  /** The one that stands for all runs of a side; null when they are not alike. */
  private static ScoredBy alike(List<ScoredBy> runs) {
    if (runs.contains(null)) {
      return null;
    }
    ScoredBy one =
        runs.stream().filter(run -> run.version() != null).findFirst().orElse(runs.get(0));
    return runs.stream().allMatch(run -> one.unlike(run) == null) ? one : null;
  }

  /** Whether a key adds up the scores of others that are not shared. */
  private static boolean combines(
      List<Map<String, ScoredBy>> all, String key, Map<String, Reason> reasons) {
    ScoredBy by = all.get(0).get(key);
    return by != null
        && RunSpec.COMBINING.equals(by.scorer())
        && by.params().path("weights").properties().stream()
            .map(weight -> reasons.get(weight.getKey()))
            .anyMatch(reason -> reason != null && reason != Reason.THRESHOLD);
  }

  private static boolean decides(List<Map<String, ScoredBy>> all, String key) {
    return all.stream()
        .map(run -> run.get(key))
        .anyMatch(by -> by != null && by.threshold() != null);
  }
}

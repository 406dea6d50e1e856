package dev.assay.run.traffic.improve.proposals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Chooses some of the samples that failed so that each field which fails is shown about as often as
 * any other: a field that is wrong in every sample would else hide all the rest. What stands in a
 * list is one field, {@code items[].price}, wherever it stands there.
 */
public final class Strata {
  private static final Pattern INDEX = Pattern.compile("\\[\\d+\\]");

  private Strata() {}

  /**
   * A sample that failed.
   *
   * @param position of its item
   * @param paths in which it is wrong, such as {@code items[0].price}
   */
  public record Failing(int position, List<String> paths) {}

  /** A sample with its fields, each once. */
  private record Named(Failing sample, List<String> fields) {
    static Named of(Failing sample) {
      return new Named(sample, ofPaths(sample.paths()));
    }

    int errors() {
      return fields.size();
    }

    int position() {
      return sample.position();
    }
  }

  private static List<String> ofPaths(List<String> paths) {
    return paths.stream().map(path -> INDEX.matcher(path).replaceAll("[]")).distinct().toList();
  }

  /**
   * Chooses, the same of the same samples: each time one of the field that is shown least so far,
   * of two the one that fails more often, and of its samples the one with fewest other errors.
   *
   * @param most so many; fewer when there are no more
   */
  public static List<Failing> choose(List<Failing> all, int most) {
    Map<String, Deque<Named>> waiting = waiting(all);
    Map<String, Integer> failures = new HashMap<>();
    waiting.forEach((field, samples) -> failures.put(field, samples.size()));
    Map<String, Integer> shown = new HashMap<>();
    Comparator<String> need =
        Comparator.<String>comparingInt(field -> shown.getOrDefault(field, 0))
            .thenComparing(failures::get, Comparator.reverseOrder())
            .thenComparing(Comparator.naturalOrder());
    Set<Integer> taken = new HashSet<>();
    List<Failing> chosen = new ArrayList<>();
    while (chosen.size() < most) {
      waiting.values().forEach(samples -> drop(samples, taken));
      waiting.values().removeIf(Deque::isEmpty);
      if (waiting.isEmpty()) {
        break;
      }
      String next = waiting.keySet().stream().min(need).orElseThrow();
      Named one = waiting.get(next).remove();
      taken.add(one.position());
      one.fields().forEach(field -> shown.merge(field, 1, Integer::sum));
      chosen.add(one.sample());
    }
    return chosen;
  }

  /** The samples of each field, those with fewest other errors first. */
  private static Map<String, Deque<Named>> waiting(List<Failing> all) {
    Map<String, Deque<Named>> waiting = new TreeMap<>();
    all.stream()
        .map(Named::of)
        .sorted(Comparator.comparingInt(Named::errors).thenComparingInt(Named::position))
        .forEach(
            one ->
                one.fields()
                    .forEach(
                        field -> waiting.computeIfAbsent(field, f -> new ArrayDeque<>()).add(one)));
    return waiting;
  }

  private static void drop(Deque<Named> samples, Set<Integer> taken) {
    while (!samples.isEmpty() && taken.contains(samples.peek().position())) {
      samples.remove();
    }
  }

  /** How many samples show each field, by its name. */
  public static Map<String, Integer> count(List<Sample> samples) {
    Map<String, Integer> count = new TreeMap<>();
    samples.forEach(
        one -> ofPaths(one.wrong()).forEach(field -> count.merge(field, 1, Integer::sum)));
    return count;
  }
}

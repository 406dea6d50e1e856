package dev.assay.run.verdict.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** P-values adjusted for having looked several times; in the order they were given, at most 1. */
public final class Adjustment {
  private Adjustment() {}

  /** Bonferroni: times the number of looks. */
  public static double[] bonferroni(double[] p) {
    return Arrays.stream(p).map(x -> Math.min(1, x * p.length)).toArray();
  }

  /** Holm (1979): step down, controls the family-wise error. */
  public static double[] holm(double[] p) {
    int[] order = order(p);
    double[] adjusted = new double[p.length];
    double running = 0;
    for (int i = 0; i < order.length; i++) {
      running = Math.max(running, Math.min(1, p[order[i]] * (p.length - i)));
      adjusted[order[i]] = running;
    }
    return adjusted;
  }

  /** Holm over those that have a p-value; the others get a 0 that nobody is to read. */
  public static <T> double[] holm(List<T> all, Function<T, Double> p) {
    int[] with = IntStream.range(0, all.size()).filter(i -> p.apply(all.get(i)) != null).toArray();
    double[] adjusted = holm(IntStream.of(with).mapToDouble(i -> p.apply(all.get(i))).toArray());
    double[] result = new double[all.size()];
    for (int i = 0; i < with.length; i++) {
      result[with[i]] = adjusted[i];
    }
    return result;
  }

  /** Benjamini and Hochberg (1995): step up, controls the false discovery rate. */
  public static double[] benjaminiHochberg(double[] p) {
    int[] order = order(p);
    double[] adjusted = new double[p.length];
    double running = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      running = Math.min(running, p[order[i]] * p.length / (i + 1));
      adjusted[order[i]] = running;
    }
    return adjusted;
  }

  private static int[] order(double[] p) {
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}

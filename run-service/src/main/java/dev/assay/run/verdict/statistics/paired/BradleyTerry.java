package dev.assay.run.verdict.statistics.paired;

import java.util.Arrays;
import java.util.List;

/**
 * Strengths of several runs from how often each was better than each other on an item (Bradley and
 * Terry 1952), by Hunter's MM algorithm (2004).
 *
 * @param strength share of each, adding up to 1
 * @param elo 400 log10 of the strength, around a mean of 0
 */
public record BradleyTerry(List<Double> strength, List<Double> elo) {
  private static final int MOST_ROUNDS = 10_000;
  private static final double PRECISION = 1e-13;

  /**
   * Fits.
   *
   * @param wins {@code wins[i][j]}: on how many items i was better than j; ties count half for both
   * @return null when some run never won or never lost: there is no finite strength then
   */
  public static BradleyTerry of(double[][] wins) {
    int n = wins.length;
    double[] won = new double[n];
    double[] lost = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        won[i] += i == j ? 0 : wins[i][j];
        lost[j] += i == j ? 0 : wins[i][j];
      }
    }
    if (Arrays.stream(won).anyMatch(x -> x == 0) || Arrays.stream(lost).anyMatch(x -> x == 0)) {
      return null;
    }
    double[] strength = new double[n];
    Arrays.fill(strength, 1.0 / n);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[] next = step(wins, won, strength);
      double moved = 0;
      for (int i = 0; i < n; i++) {
        moved = Math.max(moved, Math.abs(next[i] - strength[i]));
      }
      strength = next;
      if (moved < PRECISION) {
        break;
      }
    }
    double[] elo = Arrays.stream(strength).map(s -> 400 * Math.log10(s)).toArray();
    double mean = Arrays.stream(elo).average().orElseThrow();
    return new BradleyTerry(
        Arrays.stream(strength).boxed().toList(),
        Arrays.stream(elo).map(e -> e - mean).boxed().toList());
  }

  private static double[] step(double[][] wins, double[] won, double[] strength) {
    int n = won.length;
    double[] next = new double[n];
    for (int i = 0; i < n; i++) {
      double weight = 0;
      for (int j = 0; j < n; j++) {
        weight += i == j ? 0 : (wins[i][j] + wins[j][i]) / (strength[i] + strength[j]);
      }
      next[i] = won[i] / weight;
    }
    double sum = Arrays.stream(next).sum();
    return Arrays.stream(next).map(s -> s / sum).toArray();
  }
}

package dev.assay.run.verdict.statistics.paired;

import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.statistics.Means;
import dev.assay.run.verdict.statistics.Quantiles;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What the differences of pairs say about their mean. Every difference must be independent of the
 * others: with repeats it is the mean over the repeats of one item.
 *
 * @param pairs how many differences
 * @param mean of the differences
 * @param std their sample standard deviation, null with fewer than two
 * @param interval Student's interval of the mean, null with fewer than two
 * @param t Student's statistic, null with fewer than two or without any spread
 * @param p its two-sided p-value, null when {@code t} is
 * @param effect Cohen's d_z, mean ÷ std; null when {@code t} is
 * @param wins differences above 0
 * @param losses differences below 0
 * @param ties differences of 0
 * @param signP two-sided p-value of the sign test over wins and losses
 */
public record PairedDifference(
    int pairs,
    Double mean,
    Double std,
    Interval interval,
    Double t,
    Double p,
    Double effect,
    int wins,
    int losses,
    int ties,
    double signP) {

  /** Of these differences, in any order. */
  public static PairedDifference of(double[] differences) {
    int n = differences.length;
    int wins = 0;
    int losses = 0;
    double sum = 0;
    for (double d : differences) {
      sum += d;
      wins += d > 0 ? 1 : 0;
      losses += d < 0 ? 1 : 0;
    }
    int ties = n - wins - losses;
    double signP = signP(wins, losses);
    if (n == 0) {
      return new PairedDifference(0, null, null, null, null, null, null, 0, 0, 0, signP);
    }
    double mean = sum / n;
    if (n == 1) {
      return new PairedDifference(1, mean, null, null, null, null, null, wins, losses, ties, signP);
    }
    double std = std(differences, mean);
    double error = std / Math.sqrt(n);
    Interval interval = student(n, mean, std);
    Double t = error > 0 ? (Double) (mean / error) : null;
    return new PairedDifference(
        n,
        mean,
        std,
        interval,
        t,
        t == null
            ? null
            : (Double) (2 * TDistribution.of(n - 1.0).survivalProbability(Math.abs(t))),
        t == null ? null : (Double) (mean / std),
        wins,
        losses,
        ties,
        signP);
  }

  /**
   * The interval for differences of scores, which lie from -1 to 1: honest also when all are equal,
   * see {@link Means#bounded}.
   */
  public Interval boundedInterval() {
    return interval == null ? null : bounded(interval, mean, pairs);
  }

  /**
   * The same of differences that are only known by their moments.
   *
   * @param n how many differences there are, two at least
   * @param mean of them
   * @param std their sample standard deviation
   */
  public static Interval boundedInterval(int n, double mean, double std) {
    return bounded(student(n, mean, std), mean, n);
  }

  private static Interval bounded(Interval student, double mean, int n) {
    return Means.bounded(student, mean, n, -1, 1);
  }

  private static Interval student(int n, double mean, double std) {
    double half = Quantiles.t(n - 1.0, (1 + Interval.LEVEL) / 2) * std / Math.sqrt(n);
    return new Interval(mean - half, mean + half, Interval.LEVEL, "t_paired");
  }

  /** The exact two-sided sign test; ties say nothing. */
  private static double signP(int wins, int losses) {
    int n = wins + losses;
    return n == 0
        ? 1
        : Math.min(
            1, 2 * BinomialDistribution.of(n, 0.5).cumulativeProbability(Math.min(wins, losses)));
  }

  private static double std(double[] values, double mean) {
    double squares = 0;
    for (double x : values) {
      squares += (x - mean) * (x - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}

package dev.assay.run.traffic.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Where a series of measured values changes its level: binary segmentation (Scott and Knott 1974).
 * The series is split where the two sides' means, weighted by the inverse of their variances, are
 * the most standard errors apart; the p-value is multiplied by the number of places that were tried
 * (Bonferroni), and each side is searched in its turn while that stays below {@value #LEVEL}.
 *
 * <p>Runs over the same items are alike beyond what their errors say, which makes the test say less
 * than there is, never more.
 */
final class ChangePoints {
  static final double LEVEL = 0.05;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final List<Point> points;
  private final List<Split> splits = new ArrayList<>();

  private ChangePoints(List<Point> points) {
    this.points = points;
  }

  /**
   * One value of the series.
   *
   * @param value that was measured
   * @param error its standard error, more than 0
   */
  record Point(double value, double error) {
    private double weight() {
      return 1 / (error * error);
    }
  }

  /**
   * A change of the level.
   *
   * @param at index of the first point of the new level
   * @param before mean from the change before to this one
   * @param after mean from this one to the next
   * @param p of no change, for all the places that were tried
   */
  record Change(int at, double before, double after, double p) {}

  private record Split(int at, double p) {}

  /** A mean with the sum of its weights. */
  private record Mean(double value, double weight) {}

  /** The changes in the order of the series. */
  static List<Change> of(List<Point> points) {
    ChangePoints search = new ChangePoints(points);
    search.split(0, points.size());
    search.splits.sort(Comparator.comparingInt(Split::at));
    return search.changes();
  }

  private void split(int from, int to) {
    int best = -1;
    double most = 0;
    for (int at = from + 1; at < to; at++) {
      double apart = apart(mean(from, at), mean(at, to));
      if (apart > most) {
        most = apart;
        best = at;
      }
    }
    double p = Math.min(1, 2 * NORMAL.survivalProbability(most) * (to - from - 1));
    if (best < 0 || p >= LEVEL) {
      return;
    }
    splits.add(new Split(best, p));
    split(from, best);
    split(best, to);
  }

  private static double apart(Mean left, Mean right) {
    return Math.abs(left.value() - right.value())
        / Math.sqrt(1 / left.weight() + 1 / right.weight());
  }

  private Mean mean(int from, int to) {
    double sum = 0;
    double weight = 0;
    for (Point point : points.subList(from, to)) {
      sum += point.weight() * point.value();
      weight += point.weight();
    }
    return new Mean(sum / weight, weight);
  }

  private List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      int at = splits.get(i).at();
      int from = i == 0 ? 0 : splits.get(i - 1).at();
      int to = i + 1 == splits.size() ? points.size() : splits.get(i + 1).at();
      changes.add(new Change(at, mean(from, at).value(), mean(at, to).value(), splits.get(i).p()));
    }
    return changes;
  }
}

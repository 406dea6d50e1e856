package dev.assay.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How far several runs are that go on side by side.
 *
 * @param names what to call each of them
 * @param runs in the same order
 */
public record GroupProgress(List<String> names, List<Progress> runs) {
  private static final int LONGEST_NAME = 24;

  /** Units of all of them. */
  public long total() {
    return runs.stream().mapToLong(Progress::total).sum();
  }

  /** Share of one that is settled. */
  public double share() {
    long total = total();
    return total == 0 ? 0 : (double) runs.stream().mapToLong(Progress::settled).sum() / total;
  }

  /** {@code model-a 12/100 · model-b 30/100, 2 errors · cost 0.02 · 21 s left}. */
  public String text() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Progress run = runs.get(i);
      parts.add(
          Plain.line(names.get(i), LONGEST_NAME)
              + " "
              + Amounts.count(run.settled())
              + "/"
              + Amounts.count(run.total())
              + (run.errored() == 0 ? "" : ", " + Amounts.count(run.errored()) + " errors"));
    }
    List<Double> costs = runs.stream().map(Progress::cost).filter(Objects::nonNull).toList();
    if (costs.size() == runs.size()) {
      double sum = costs.stream().mapToDouble(Double::doubleValue).sum();
      parts.add("cost " + Amounts.cost(sum));
    }
    runs.stream()
        .map(Progress::eta)
        .filter(Objects::nonNull)
        .max(Double::compare)
        .filter(eta -> share() < 1)
        .ifPresent(eta -> parts.add(Amounts.duration(eta) + " left"));
    return String.join(" · ", parts);
  }
}

package dev.assay.benchmarks.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which cells are worth their time: decided by their ideal, and by what smaller cells took. */
final class Schedule {
  private record Pace(int latencyMs, int concurrency) {}

  private final double maxSeconds;
  private final Map<Pace, Double> rates = new HashMap<>();

  /**
   * @param maxSeconds a cell that needs longer is skipped
   */
  Schedule(double maxSeconds) {
    this.maxSeconds = maxSeconds;
  }

  /** All combinations, in the order in which they are measured. */
  static List<Cell> matrix(
      List<Integer> latencies, List<Integer> concurrencies, List<Integer> units) {
    List<Cell> cells = new ArrayList<>();
    for (int latency : latencies.stream().sorted().toList()) {
      for (int concurrency : concurrencies.stream().sorted().toList()) {
        for (int count : units.stream().sorted().toList()) {
          cells.add(new Cell(latency, concurrency, count));
        }
      }
    }
    return cells;
  }

  /** Why a cell is not measured, or empty when it is. */
  Optional<String> reasonToSkip(Cell cell) {
    if (cell.idealSeconds() > maxSeconds) {
      return Optional.of(
          sentence("even the ideal takes %.0f s, the limit is %.0f s", cell.idealSeconds()));
    }
    Double rate = rates.get(new Pace(cell.latencyMs(), cell.concurrency()));
    if (rate != null && cell.units() / rate > maxSeconds) {
      return Optional.of(
          sentence(
              "at the rate of fewer units it takes %.0f s, the limit is %.0f s",
              cell.units() / rate));
    }
    return Optional.empty();
  }

  /** Remembers how fast a cell was. */
  void measured(Cell cell, double unitsPerSecond) {
    rates.put(new Pace(cell.latencyMs(), cell.concurrency()), unitsPerSecond);
  }

  private String sentence(String format, double seconds) {
    return String.format(Locale.ROOT, format, seconds, maxSeconds);
  }
}

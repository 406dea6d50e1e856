package dev.assay.run.engine.dispatch;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/** Divides free places among runs. A pure function. */
final class DispatchPlan {
  // Beyond the concurrency and this many, more waiting units fill no slot faster.
  private static final int MOST_AHEAD = 128;

  private DispatchPlan() {}

  /**
   * A run that has units to hand out.
   *
   * @param inFlight units of it that workers have
   * @param room how many more it may have in flight
   */
  record Candidate(UUID runId, int inFlight, int room) {}

  /**
   * How many units of a run may be in flight.
   *
   * <p>When the run's concurrency reaches over all workers, they share it among themselves and some
   * more units wait with them, so that a free slot is filled without asking us: as many as the run
   * answers in a moment, so that slow calls do not wait in a worker for long. As long as nothing
   * was answered nobody knows how long that is: then as many wait as run, so that the second wave
   * of calls does not wait until the answers of the first are written down. When there are more
   * workers than slots, exactly its concurrency is in flight, and every call may start at once.
   *
   * @param ratePerSecond answers a second so far, 0 when there are none yet
   */
  static int window(int concurrency, int workers, double ratePerSecond, DispatchConfig config) {
    if (!shared(concurrency, workers)) {
      return concurrency;
    }
    if (ratePerSecond == 0) {
      return concurrency + Math.max(config.minAhead(), Math.min(concurrency, MOST_AHEAD));
    }
    double soon = ratePerSecond * config.ahead().toMillis() / 1000.0;
    int most = concurrency + MOST_AHEAD;
    return concurrency + (int) Math.max(config.minAhead(), Math.min(most, soon));
  }

  /** Whether workers share the run's concurrency among themselves. */
  static boolean shared(int concurrency, int workers) {
    return concurrency >= workers;
  }

  /**
   * Gives each place to the run that has the fewest in flight, so that all have the same number in
   * the end, as far as they have room: the max-min fair share. What counts is what a run has, not
   * what it gets now: when places become free one by one, a large run gets none until a small one
   * that came later has caught up.
   *
   * @param candidates those who have waited longest first; of two that have as many, the first one
   *     gets the place
   * @param free places at the workers
   * @return places per run, in the order of the candidates; runs that get none are missing
   */
  static Map<UUID, Integer> divide(List<Candidate> candidates, int free) {
    int[] given = new int[candidates.size()];
    PriorityQueue<Integer> hungry =
        new PriorityQueue<>(
            Comparator.<Integer>comparingInt(i -> candidates.get(i).inFlight() + given[i])
                .thenComparing(Comparator.naturalOrder()));
    for (int i = 0; i < given.length; i++) {
      if (candidates.get(i).room() > 0) {
        hungry.add(i);
      }
    }
    for (int left = free; left > 0 && !hungry.isEmpty(); left--) {
      int i = hungry.remove();
      given[i]++;
      if (given[i] < candidates.get(i).room()) {
        hungry.add(i);
      }
    }
    Map<UUID, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < given.length; i++) {
      if (given[i] > 0) {
        places.put(candidates.get(i).runId(), given[i]);
      }
    }
    return places;
  }
}

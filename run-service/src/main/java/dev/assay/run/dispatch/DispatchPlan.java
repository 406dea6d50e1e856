package dev.assay.run.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Divides free places among runs. A pure function. */
final class DispatchPlan {
  // Beyond the concurrency and this many, more waiting units fill no slot faster.
  private static final int MOST_AHEAD = 128;

  private DispatchPlan() {}

  /**
   * A run that has units to hand out.
   *
   * @param room how many more it may have in flight
   */
  record Candidate(UUID runId, int room) {}

  /**
   * How many units of a run may be in flight.
   *
   * <p>When the run's concurrency reaches over all workers, they share it among themselves and some
   * more units wait with them, so that a free slot is filled without asking us: as many as the run
   * answers in a moment, so that slow calls do not wait in a worker for long. When there are more
   * workers than slots, exactly its concurrency is in flight, and every call may start at once.
   *
   * @param ratePerSecond answers a second so far, 0 when there are none yet
   */
  static int window(int concurrency, int workers, double ratePerSecond, DispatchConfig config) {
    if (!shared(concurrency, workers)) {
      return concurrency;
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
   * Gives every run the same number of places, up to its room, until the places are gone.
   *
   * @param free places at the workers
   * @return places per run, in the order of the candidates; runs that get none are missing
   */
  static Map<UUID, Integer> divide(List<Candidate> candidates, int free) {
    Map<UUID, Integer> given = new LinkedHashMap<>();
    List<Candidate> hungry = new ArrayList<>(candidates);
    int left = free;
    while (left > 0 && !hungry.isEmpty()) {
      int each = Math.max(1, left / hungry.size());
      List<Candidate> stillHungry = new ArrayList<>();
      for (Candidate run : hungry) {
        int had = given.getOrDefault(run.runId(), 0);
        int more = Math.min(Math.min(each, left), run.room() - had);
        if (more > 0) {
          given.put(run.runId(), had + more);
          left -= more;
        }
        if (had + more < run.room()) {
          stillHungry.add(run);
        }
      }
      hungry = stillHungry;
    }
    return given;
  }
}

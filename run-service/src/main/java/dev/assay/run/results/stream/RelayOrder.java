package dev.assay.run.results.stream;

import dev.assay.common.message.UnitActivity;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Hands on what is told of a run in the order in which it was told, although each hand-over takes a
 * question to the database: one at a time for a run, and what is told meanwhile goes together after
 * it. Any thread.
 */
final class RelayOrder {
  private final BiFunction<UUID, List<UnitActivity.Event>, Uni<Void>> handOn;
  // What waits of each run with a hand-over under way.
  private final Map<UUID, List<UnitActivity.Event>> waiting = new HashMap<>();

  /**
   * An order.
   *
   * @param handOn hands events of one run on; a failure is its own to tell, what waits goes on
   */
  RelayOrder(BiFunction<UUID, List<UnitActivity.Event>, Uni<Void>> handOn) {
    this.handOn = handOn;
  }

  /** Takes what was told of a run. */
  void add(UUID run, List<UnitActivity.Event> events) {
    synchronized (waiting) {
      List<UnitActivity.Event> behind = waiting.get(run);
      if (behind != null) {
        behind.addAll(events);
        return;
      }
      waiting.put(run, new ArrayList<>());
    }
    start(run, events);
  }

  private void start(UUID run, List<UnitActivity.Event> events) {
    handOn.apply(run, events).subscribe().with(done -> next(run), failure -> next(run));
  }

  private void next(UUID run) {
    List<UnitActivity.Event> behind;
    synchronized (waiting) {
      behind = waiting.remove(run);
      if (!behind.isEmpty()) {
        waiting.put(run, new ArrayList<>());
      }
    }
    if (!behind.isEmpty()) {
      start(run, behind);
    }
  }
}

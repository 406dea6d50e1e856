package dev.assay.run.engine.sweep;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/**
 * What follows when a run that the service launched for a purpose of its own has ended, or is gone.
 * Whoever launched it implements this; the engine knows none of them. All replicas ask again and
 * again: what was not done because a process ended is done by the next that asks.
 */
public interface Sequel {
  /**
   * What is done, for people and logs, such as {@code storing what was inferred}. Failures are
   * counted under it.
   */
  String name();

  /**
   * For whom it is to be done now: ids of runs that wait, or of whatever else does. What rests
   * after a failure may be left out.
   */
  Uni<List<UUID>> due();

  /**
   * Does it for one; one replica does at a time ({@link Turns}). Twice, or by several replicas at
   * the same time, comes to the same: it takes a lock and looks again. A failure is counted, and it
   * is tried again after a rest.
   */
  Uni<Void> follow(UUID id);

  /**
   * Ends it for one for whom following failed too often: it goes on without, or fails, and is due
   * no more. As {@link #follow}, twice comes to the same. A run for whom even this fails is ended.
   *
   * @param why a sentence for people
   */
  Uni<Void> giveUp(UUID id, String why);
}

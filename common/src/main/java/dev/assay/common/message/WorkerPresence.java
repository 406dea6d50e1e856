package dev.assay.common.message;

import dev.assay.common.part.AccountLoad;
import dev.assay.common.part.HeldCalls;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A worker's sign of life, sent every second.
 *
 * @param worker its id, unique for the life of the process
 * @param capacity how many calls it can hold, running and waiting
 * @param inFlight how many it holds now
 * @param active running calls per run
 * @param accounts what it knows of each provider account it has called lately
 * @param leaving true when it drains and takes nothing new
 * @param held the calls that it has taken and not replied to; null from workers of before
 */
public record WorkerPresence(
    String worker,
    int capacity,
    int inFlight,
    Map<UUID, Integer> active,
    List<AccountLoad> accounts,
    boolean leaving,
    List<HeldCalls> held)
    implements Message {
  /** Of a worker that does not say which calls it has. */
  public WorkerPresence(
      String worker,
      int capacity,
      int inFlight,
      Map<UUID, Integer> active,
      List<AccountLoad> accounts,
      boolean leaving) {
    this(worker, capacity, inFlight, active, accounts, leaving, null);
  }

  /**
   * Calls that a worker has taken and will make once the broker has this, between two signs of
   * life. Whoever hears it knows what may have been asked should nobody hear of the worker again:
   * how often a broker has delivered a message does not say so.
   *
   * @param worker who has taken them
   * @param at by its clock, before any of them is made
   * @param calls which
   */
  public record CallsTaken(String worker, Instant at, List<HeldCalls> calls) implements Message {}
}

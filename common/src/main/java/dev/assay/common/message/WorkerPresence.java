package dev.assay.common.message;

import dev.assay.common.part.AccountLoad;
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
 */
public record WorkerPresence(
    String worker,
    int capacity,
    int inFlight,
    Map<UUID, Integer> active,
    List<AccountLoad> accounts,
    boolean leaving)
    implements Message {}

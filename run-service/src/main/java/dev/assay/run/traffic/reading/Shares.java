package dev.assay.run.traffic.reading;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many of a number of places each workspace has. None gets more than half of them, so that one
 * that floods leaves the other half to the others.
 */
public final class Shares {
  private final int most;
  private final Map<UUID, Integer> held = new ConcurrentHashMap<>();

  /**
   * @param places that there are for all workspaces together
   */
  public Shares(int places) {
    this.most = Math.max(1, (places + 1) / 2);
  }

  /** Takes one for a workspace; false when it has its half. */
  public boolean take(UUID workspace) {
    boolean[] taken = new boolean[1];
    held.compute(
        workspace,
        (id, before) -> {
          int has = before == null ? 0 : before;
          taken[0] = has < most;
          return taken[0] ? (Integer) (has + 1) : before;
        });
    return taken[0];
  }

  /** Gives one back that was taken. */
  public void giveBack(UUID workspace) {
    held.computeIfPresent(workspace, (id, has) -> has == 1 ? null : (Integer) (has - 1));
  }
}

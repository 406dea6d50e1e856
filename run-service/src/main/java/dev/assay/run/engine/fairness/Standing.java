package dev.assay.run.engine.fairness;

import java.util.UUID;

/**
 * A workspace as places are divided.
 *
 * @param weight how much of the workers it gets beside others, at least 1
 * @param inFlight calls that workers have of it
 * @param room how many more it may have; {@link Integer#MAX_VALUE} where nothing limits it
 * @param starts how many more runs of it may begin; {@link Integer#MAX_VALUE} where nothing limits
 *     it
 */
public record Standing(UUID workspaceId, int weight, long inFlight, int room, int starts) {
  static int left(Integer most, long taken) {
    return most == null ? Integer.MAX_VALUE : (int) Math.max(0, most - taken);
  }
}

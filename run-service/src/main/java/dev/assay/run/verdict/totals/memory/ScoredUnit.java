package dev.assay.run.verdict.totals.memory;

import dev.assay.common.part.Score;
import dev.assay.common.status.UnitStatus;
import java.util.List;

/**
 * A unit with its scores, for totals in memory.
 *
 * @param position of the item: units of one position are repeats of each other
 * @param section null for none
 * @param label null for none
 * @param status where it stands
 * @param cached whether the answer came from the cache
 * @param latencyMs of the answer, null when there is none
 * @param ttftMs time to the first token, null when there is none
 * @param scores at most one of each scorer key
 */
public record ScoredUnit(
    int position,
    String section,
    String label,
    UnitStatus status,
    boolean cached,
    Integer latencyMs,
    Integer ttftMs,
    List<Score> scores) {}

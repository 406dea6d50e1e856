package dev.assay.common.part;

import java.util.UUID;

/**
 * Names one unit of work at one generation of its run.
 *
 * @param runId the run
 * @param n the unit's number in the run, 0-based in dispatch order
 * @param generation the run's generation when the work was handed out; late messages of an older
 *     one change nothing
 */
public record UnitRef(UUID runId, int n, int generation) {}

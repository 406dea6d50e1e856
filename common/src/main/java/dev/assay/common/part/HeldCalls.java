package dev.assay.common.part;

import java.util.List;
import java.util.UUID;

/**
 * Calls of one run and generation that a worker has.
 *
 * @param runId the run
 * @param generation of the calls
 * @param units numbers of the units whose target is asked
 * @param handOuts of each of them, at the same place, the {@code hand_out} that the context of its
 *     call says; 0 when it says none
 * @param judgements how many questions of judges of this run there are beside those
 */
public record HeldCalls(
    UUID runId, int generation, List<Integer> units, List<Integer> handOuts, int judgements) {}

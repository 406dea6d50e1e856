package dev.assay.common.message;

import dev.assay.common.part.ScorerSpec;
import java.util.List;

/**
 * Asks for scores outside any run: for trying a scorer out, and for the gate's self-test. Answered
 * with a {@link ScoreReport} at the message's own reply address.
 *
 * @param scorers applied to every case, in this order
 * @param cases what to score; the unit of a case only numbers it
 */
public record TryScore(List<ScorerSpec> scorers, List<ScoringTask.Unit> cases) implements Message {}

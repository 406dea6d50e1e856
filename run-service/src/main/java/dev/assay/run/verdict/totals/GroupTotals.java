package dev.assay.run.verdict.totals;

import dev.assay.run.verdict.statistics.Clusters;
import java.util.Map;

/**
 * Everything that is summed over the units of a run or of a part of it.
 *
 * @param units by what became of them
 * @param scorers by key, in the order of the evaluation
 * @param passes of units, clustered by item
 * @param pooled scores of all scorers, clustered by item
 * @param spreads per scorer key, clustered by item
 * @param fields matched leaves, clustered by item, pooled over the scorers that compare leaves
 * @param fieldsByScorer the same per scorer key
 * @param latency of the answers, null without any
 * @param ttft time to the first token, null when nothing was streamed
 * @param speed of streamed answers, null when nothing was streamed
 */
public record GroupTotals(
    UnitCounts units,
    Map<String, ScorerTotals> scorers,
    Clusters passes,
    Clusters pooled,
    Map<String, ScorerTotals.Spread> spreads,
    Clusters fields,
    Map<String, Clusters> fieldsByScorer,
    Latency latency,
    Latency ttft,
    Speed speed) {}

package dev.assay.run.verdict.gate;

import dev.assay.common.status.Verdict;
import java.util.List;

/**
 * What a gate says of a run.
 *
 * @param verdict of the whole
 * @param criteria in the order of the gate
 * @param vacuous whether nothing could have failed it
 */
public record GateResult(Verdict verdict, List<CriterionResult> criteria, boolean vacuous) {}

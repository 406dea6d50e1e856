package dev.assay.run.verdict.totals;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many units were not measured as one would think, by the reason. A unit may count for several
 * reasons; what is 0 did not happen.
 *
 * @param truncated the answer was cut off at its token limit; it was scored as it is
 * @param filtered a filter of the provider stopped or took the answer
 * @param refused the model refused to answer
 * @param unparsable a scorer could not read the answer, or its judge's reply
 * @param withoutExpectation a scorer had nothing to compare with: the item has no expected value or
 *     context
 * @param errors neither passed nor failed: the call or a scorer failed
 */
@Schema(name = "Unmeasured")
public record Unmeasured(
    long truncated,
    long filtered,
    long refused,
    long unparsable,
    long withoutExpectation,
    long errors) {}

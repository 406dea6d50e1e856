package dev.assay.run.runs.schema;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The one number a run is summed up by.
 *
 * @param scorer key of the scorer whose mean it is
 * @param threshold what the mean is held against
 * @param lowerIsBetter the mean must be at most the threshold
 */
@Schema(
    name = "StarMetric",
    requiredProperties = {"scorer", "threshold"})
public record StarMetricForm(String scorer, double threshold, Boolean lowerIsBetter) {}

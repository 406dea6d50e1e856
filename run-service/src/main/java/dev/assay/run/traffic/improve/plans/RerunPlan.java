package dev.assay.run.traffic.improve.plans;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What launching a run again would do.
 *
 * @param sentence in words
 * @param units of the new run
 * @param estimatedCost of the new run with its judges; null when a price is not known
 * @param optimize what a model would be asked before; null when none would
 */
@Schema(name = "RerunPlan")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RerunPlan(
    String sentence,
    int units,
    @Nullable Double estimatedCost,
    @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) OptimizePlan optimize) {}

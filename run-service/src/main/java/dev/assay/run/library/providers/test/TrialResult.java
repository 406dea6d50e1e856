package dev.assay.run.library.providers.test;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.common.status.OutcomeClass;
import jakarta.annotation.Nullable;

/**
 * What became of the call.
 *
 * @param ok whether the provider answered
 * @param outcome its class
 * @param httpStatus null when there was none
 * @param latencyMs of the call, null when none was made
 * @param model as the provider names it, else as it was asked for
 * @param message a sentence for a person, without secrets
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TrialResult(
    boolean ok,
    @Nullable OutcomeClass outcome,
    @Nullable Integer httpStatus,
    @Nullable Long latencyMs,
    String model,
    String message) {}

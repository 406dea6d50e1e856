package dev.assay.run.runs.schema;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An end by a sequential test.
 *
 * @param alpha accepted share of wrong decisions
 */
@Schema(name = "SequentialStop", requiredProperties = "alpha")
public record EarlyStopForm(double alpha) {}

package dev.assay.run.control.evaluations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.runs.LaunchRequest;
import jakarta.annotation.Nullable;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A version of an evaluation.
 *
 * @param definition what a run of it takes over
 * @param warnings what was found when it was saved
 */
@Schema(name = "Evaluation")
public record StoredEvaluation(
    String name,
    int version,
    @Nullable String description,
    LaunchRequest definition,
    @Schema(ref = "Warning[]") JsonNode warnings,
    Instant createdAt) {}

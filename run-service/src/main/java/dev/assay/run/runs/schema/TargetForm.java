package dev.assay.run.runs.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.runs.TrafficSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One of several targets of a launch: a target, and what its run is called.
 *
 * @param alias of its run, the model's name unless given
 */
@Schema(name = "AliasedTarget")
public record TargetForm(
    String alias,
    String provider,
    String model,
    @Schema(ref = "JsonObject") JsonNode params,
    @Schema(ref = "PromptChoice") JsonNode prompt,
    Boolean stream,
    Boolean push,
    @Schema(enumeration = {"score", "error"}) String onTruncated,
    TrafficSource traffic,
    String skill) {}

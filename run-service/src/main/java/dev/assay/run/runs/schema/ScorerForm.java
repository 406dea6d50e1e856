package dev.assay.run.runs.schema;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A scorer of a definition. Its parameters stand beside these fields or in params.
 *
 * @param id of the catalogue, or {@code name} or {@code name@version} of a custom scorer
 * @param key its name within the definition, the id unless given
 * @param threshold score &gt;= threshold passes
 * @param params by the scorer's own schema
 */
@Schema(name = "ScorerChoice", requiredProperties = "id", additionalProperties = Schema.True.class)
public record ScorerForm(
    String id, String key, Double threshold, @Schema(ref = "JsonObject") JsonNode params) {}

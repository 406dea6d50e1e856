package dev.assay.run.runs.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which items a launch is over: a stored dataset by its name, or items inline.
 *
 * @param name of the dataset; required without items
 * @param version the newest unless given
 * @param limit at most so many items
 * @param sections only these
 * @param items inline, as lines of an upload have them
 */
@Schema(name = "DatasetItems")
public record DatasetForm(
    String name,
    @Schema(minimum = "1") Integer version,
    @Schema(minimum = "1") Integer limit,
    List<String> sections,
    @Schema(ref = "JsonObject[]") List<JsonNode> items) {}

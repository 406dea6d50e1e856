package dev.assay.run.runs.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.runs.TrafficSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which items a launch is over: a stored dataset by its name, items inline, or the inputs of
 * traffic.
 *
 * @param name of the dataset; required without items and traffic
 * @param version the newest unless given
 * @param limit at most so many items
 * @param sections only these
 * @param items inline, as lines of an upload have them
 * @param traffic whose inputs are asked again; it stands alone
 */
@Schema(name = "DatasetItems")
public record DatasetForm(
    String name,
    @Schema(minimum = "1") Integer version,
    @Schema(minimum = "1") Integer limit,
    List<String> sections,
    @Schema(ref = "JsonObject[]") List<JsonNode> items,
    TrafficSource traffic) {}

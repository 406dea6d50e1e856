package dev.assay.run.traffic.evalsets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of picked records.
 *
 * @param dataset its name
 * @param version that has them; 0 for a dry run of a dataset that is not there
 * @param added records that the dataset did not have
 * @param known records that it has already; they stay as they are
 * @param total items of the version
 * @param leftOut records that have nothing at the path of the input
 * @param leftOutIds the first hundred of those
 * @param items the first five of the added
 */
@Schema(name = "EvalSet")
public record EvalSet(
    String dataset,
    int version,
    int added,
    int known,
    long total,
    int leftOut,
    List<String> leftOutIds,
    @Schema(ref = "JsonObject[]") List<JsonNode> items) {}

package dev.assay.run.library.views;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A view of a list that people keep; everybody of the workspace has it.
 *
 * @param name unique in the workspace
 * @param view which list it is of
 * @param query what it shows, as it was given
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
@Schema(name = "SavedView")
public record SavedView(
    String name,
    String view,
    @Schema(ref = "JsonObject") JsonNode query,
    Instant createdAt,
    Instant updatedAt) {}

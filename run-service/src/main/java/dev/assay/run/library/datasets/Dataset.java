package dev.assay.run.library.datasets;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A named list of items; the items are in its versions.
 *
 * @param id of the row
 * @param name unique in the workspace
 * @param description for people, null for none
 * @param tags to find it by
 * @param latestVersion 0 before the first upload
 * @param itemCount how many items the latest version has; null before the first upload
 * @param createdAt when it was made
 * @param updatedAt when it was last changed, versions included
 */
public record Dataset(
    @JsonIgnore UUID id,
    String name,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) String description,
    List<String> tags,
    int latestVersion,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Integer itemCount,
    Instant createdAt,
    Instant updatedAt) {}

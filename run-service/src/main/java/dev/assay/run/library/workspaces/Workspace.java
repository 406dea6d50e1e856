package dev.assay.run.library.workspaces;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whose data it is.
 *
 * @param id of the workspace
 * @param name unique in the installation
 * @param judge whom scorers ask when neither they nor their evaluation name a judge, null for
 *     nobody
 * @param share how it shares the workers with others
 * @param createdAt when it was made
 * @param key its first admin key: shown once, in the answer that makes it
 */
public record Workspace(
    UUID id,
    String name,
    @Nullable @Schema(ref = "Judge") JsonNode judge,
    Share share,
    Instant createdAt,
    @Nullable String key) {
  Workspace with(String shownOnce) {
    return new Workspace(id, name, judge, share, createdAt, shownOnce);
  }
}

package dev.assay.run.workspaces;

import java.time.Instant;
import java.util.UUID;

/**
 * Whose data it is.
 *
 * @param id of the workspace
 * @param name unique in the installation
 * @param createdAt when it was made
 * @param key its first admin key: shown once, in the answer that makes it
 */
public record Workspace(UUID id, String name, Instant createdAt, String key) {
  Workspace with(String shownOnce) {
    return new Workspace(id, name, createdAt, shownOnce);
  }
}

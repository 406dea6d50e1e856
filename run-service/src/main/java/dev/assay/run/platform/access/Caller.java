package dev.assay.run.platform.access;

import java.util.Set;
import java.util.UUID;

/**
 * Who asks.
 *
 * @param workspaceId whose data may be seen; everything else answers 404
 * @param keyId the API key, also behind a session
 * @param scopes what may be done: read, run, write, ingest, scale, admin
 */
public record Caller(UUID workspaceId, UUID keyId, Set<String> scopes) {}

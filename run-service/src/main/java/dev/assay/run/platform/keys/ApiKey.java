package dev.assay.run.platform.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An API key as a list shows it.
 *
 * @param id by which it is revoked
 * @param name for people
 * @param prefix the first characters
 * @param scopes as given, without those they imply
 * @param expiresAt null for never
 * @param lastUsedAt null for never, exact to a minute
 * @param revokedAt null while it is valid
 * @param createdAt when it was made
 * @param key the key itself: shown once, in the answer that makes it
 */
public record ApiKey(
    UUID id,
    String name,
    String prefix,
    List<String> scopes,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Instant expiresAt,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Instant lastUsedAt,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Instant revokedAt,
    Instant createdAt,
    @Nullable String key) {

  static ApiKey of(ApiKeyEntity row) {
    return new ApiKey(
        row.id,
        row.name,
        row.prefix,
        List.of(row.scopes),
        row.expiresAt,
        row.lastUsedAt,
        row.revokedAt,
        row.createdAt,
        null);
  }

  ApiKey with(String shownOnce) {
    return new ApiKey(
        id, name, prefix, scopes, expiresAt, lastUsedAt, revokedAt, createdAt, shownOnce);
  }
}

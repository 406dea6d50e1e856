package dev.assay.run.platform.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
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
    @JsonInclude(JsonInclude.Include.ALWAYS) Instant expiresAt,
    @JsonInclude(JsonInclude.Include.ALWAYS) Instant lastUsedAt,
    @JsonInclude(JsonInclude.Include.ALWAYS) Instant revokedAt,
    Instant createdAt,
    String key) {

  /** Columns that {@link #of} reads. */
  static final String COLUMNS =
      "id, name, prefix, scopes, expires_at, last_used_at, revoked_at, created_at";

  static ApiKey of(Row row) {
    return new ApiKey(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("prefix"),
        List.of(row.getArrayOfStrings("scopes")),
        instant(row.getOffsetDateTime("expires_at")),
        instant(row.getOffsetDateTime("last_used_at")),
        instant(row.getOffsetDateTime("revoked_at")),
        instant(row.getOffsetDateTime("created_at")),
        null);
  }

  ApiKey with(String shownOnce) {
    return new ApiKey(
        id, name, prefix, scopes, expiresAt, lastUsedAt, revokedAt, createdAt, shownOnce);
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}

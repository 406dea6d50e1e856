package dev.assay.run.library.providers;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.json.Json;
import dev.assay.common.part.ProviderRef;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Locale;

/** Between rows of the table and {@link Provider}. */
public final class ProviderRows {
  public static final String COLUMNS =
      "id, workspace_id, name, kind, base_url, credential::text as credential,"
          + " settings::text as settings, created_at, updated_at";

  private ProviderRows() {}

  static Provider read(Row row) {
    return new Provider(
        row.getUUID("id"),
        row.getUUID("workspace_id"),
        row.getString("name"),
        ProviderKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("base_url"),
        read(row.getString("credential"), ProviderRef.Credential.class),
        read(row.getString("settings"), ProviderSettings.class),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  public static String write(Object value) {
    try {
      return value == null ? null : Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of ours is always JSON", e);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return json == null ? null : Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored provider cannot be read", e);
    }
  }
}

package dev.assay.run.platform.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import io.vertx.mutiny.sqlclient.Row;

/**
 * JSON columns, which are read and written as text. What we stored ourselves can be read: that it
 * cannot is a fault of ours, an {@link IllegalStateException}, and not the caller's.
 */
public final class JsonColumns {
  // A text may also speak of the escape, after a backslash that is itself escaped: then nothing is
  // replaced.
  private static final String MEMBER =
      """
      (case when position('\\u0000' in %1$s::text) = 0 then %1$s
            else regexp_replace(%1$s::text, '(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000',
                                '\\1\\\\ufffd', 'g')::json
       end -> '%2$s')\
      """;

  private JsonColumns() {}

  /** The column's value; null when it is SQL's null. */
  public static JsonNode tree(Row row, String column) {
    String text = row.getString(column);
    try {
      return text == null ? null : Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw unreadable(column, e);
    }
  }

  /** The value of a column's text as a type of ours; null for null. */
  public static <T> T read(String text, Class<T> type) {
    try {
      return text == null ? null : Json.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw unreadable(type.getSimpleName(), e);
    }
  }

  /** The column's value as a type of ours; null when it is SQL's null. */
  public static <T> T read(Row row, String column, Class<T> type) {
    String text = row.getString(column);
    try {
      return text == null ? null : Json.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw unreadable(column, e);
    }
  }

  /** As {@link #read(Row, String, Class)}, for lists and maps. */
  public static <T> T read(Row row, String column, TypeReference<T> type) {
    String text = row.getString(column);
    try {
      return text == null ? null : Json.mapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw unreadable(column, e);
    }
  }

  /** What to store of a value, as {@link StorableText}; null for null. */
  public static String text(Object value) {
    try {
      return value == null ? null : StorableText.ofJson(Json.mapper().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "cannot be stored as JSON: " + value.getClass().getSimpleName(), e);
    }
  }

  /**
   * SQL of a member of a JSON column; SQL's null when there is none. PostgreSQL's operators refuse
   * a text with NUL in it anywhere, and what was stored before such text was refused may hold it:
   * it is read with U+FFFD in its place, as {@link StorableText} would have stored it.
   *
   * @param column trusted, as is the name
   */
  public static String member(String column, String name) {
    return MEMBER.formatted(column, name);
  }

  private static IllegalStateException unreadable(String what, JsonProcessingException e) {
    return new IllegalStateException("stored JSON cannot be read: " + what, e);
  }
}

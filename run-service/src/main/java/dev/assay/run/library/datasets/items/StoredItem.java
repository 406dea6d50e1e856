package dev.assay.run.library.datasets.items;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.library.datasets.reading.ParsedItem;
import dev.assay.run.library.datasets.staging.ItemLine;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An item of a version.
 *
 * @param position from 1
 * @param id unique in the version
 * @param section null when absent
 * @param label null when absent
 * @param body JSON object of every other key, as it was given
 */
@Schema(implementation = StoredItem.Shown.class)
public record StoredItem(int position, String id, String section, String label, String body) {
  /**
   * What is shown of it: everything that was given, and its number.
   *
   * @param n its number from 1
   * @param input what is asked
   * @param expected what the answer is compared with
   */
  @Schema(name = "Item", additionalProperties = Schema.True.class)
  public record Shown(
      int n,
      String id,
      @Nullable String section,
      @Nullable String label,
      @Nullable JsonNode input,
      @Nullable JsonNode expected,
      @Nullable @Schema(ref = "JsonNode[]") JsonNode choices,
      @Nullable JsonNode context,
      @Nullable @Schema(ref = "JsonObject[]") JsonNode assets,
      @Nullable String criteria) {}

  /** Columns that {@link #of} reads. */
  static final String COLUMNS = "position, item_id, section, label, body::text as body";

  static StoredItem of(Row row) {
    return new StoredItem(
        row.getInteger("position"),
        row.getString("item_id"),
        row.getString("section"),
        row.getString("label"),
        row.getString("body"));
  }

  /** As it was given. */
  public ParsedItem parsed() {
    return new ParsedItem(id, section, label, body);
  }

  /** One line of JSONL, without its end: reads back as the same item. */
  public String line() {
    return ItemLine.of(id, section, label, body);
  }

  /** As the API shows it: the line with the number in front. */
  @JsonValue
  @JsonRawValue
  public String json() {
    return "{\"n\":" + position + "," + line().substring(1);
  }
}

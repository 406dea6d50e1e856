package dev.assay.run.library.datasets.items;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.run.library.datasets.staging.ItemLine;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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
@Schema(
    name = "Item",
    type = SchemaType.OBJECT,
    description = "n (its number from 1), id, section, label, and everything else as it was given")
public record StoredItem(int position, String id, String section, String label, String body) {
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

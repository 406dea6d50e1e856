package dev.assay.run.library.datasets;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A version of a dataset: it never changes.
 *
 * @param id of the row
 * @param name of the dataset
 * @param version from 1
 * @param itemCount how many items it has
 * @param sha256 of its items as lines of JSON in order, hex
 * @param sections how many items each section has
 * @param createdAt when it was made
 */
public record DatasetVersion(
    UUID id,
    String name,
    int version,
    int itemCount,
    String sha256,
    Map<String, Integer> sections,
    Instant createdAt) {

  /** Columns that {@link #of} reads, from {@code datasets d} and {@code dataset_versions v}. */
  static final String COLUMNS =
      "v.id, d.name, v.version, v.item_count, v.sha256, v.sections, v.created_at";

  static DatasetVersion of(Row row) {
    Map<String, Integer> sections = new TreeMap<>();
    JsonObject counts = row.getJsonObject("sections");
    counts.forEach(entry -> sections.put(entry.getKey(), counts.getInteger(entry.getKey())));
    return new DatasetVersion(
        row.getUUID("id"),
        row.getString("name"),
        row.getInteger("version"),
        row.getInteger("item_count"),
        row.getString("sha256"),
        sections,
        row.getOffsetDateTime("created_at").toInstant());
  }
}

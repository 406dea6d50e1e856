package dev.assay.run.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.platform.db.JsonColumns;
import io.vertx.mutiny.sqlclient.Row;

/** Reads items of datasets as scorers see them. */
public final class ItemRows {
  private ItemRows() {}

  /** From the columns item_id, section, label, and body as text. */
  public static ScoringItem read(Row row) {
    return read(
        row.getString("item_id"),
        row.getString("section"),
        row.getString("label"),
        JsonColumns.tree(row, "body"));
  }

  /** From what such columns hold. */
  public static ScoringItem read(String id, String section, String label, JsonNode body) {
    return new ScoringItem(
        id,
        body.get("input"),
        body.get("expected"),
        body.get("choices"),
        body.get("context"),
        body.hasNonNull("criteria") ? body.get("criteria").asText() : null,
        label,
        section,
        body.get("extra"),
        body.get("assets"));
  }
}

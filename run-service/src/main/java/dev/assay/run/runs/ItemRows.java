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
    JsonNode body = JsonColumns.tree(row, "body");
    return new ScoringItem(
        row.getString("item_id"),
        body.get("input"),
        body.get("expected"),
        body.get("choices"),
        body.get("context"),
        body.hasNonNull("criteria") ? body.get("criteria").asText() : null,
        row.getString("label"),
        row.getString("section"),
        body.get("extra"),
        body.get("assets"));
  }
}

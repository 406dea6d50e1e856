package dev.assay.run.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScoringItem;
import io.vertx.mutiny.sqlclient.Row;

/** Reads items of datasets as scorers see them. */
public final class ItemRows {
  private ItemRows() {}

  /** From the columns item_id, section, label, and body as text. */
  public static ScoringItem read(Row row) {
    JsonNode body = json(row.getString("body"));
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

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored item cannot be read", e);
    }
  }
}

package dev.assay.run.traffic.slices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.SpanChoice;
import dev.assay.run.library.datasets.reading.ParsedItem;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.traffic.requests.TrafficKind;
import dev.assay.run.traffic.slices.spans.Spanned;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;

/**
 * A record of traffic as an item of a run: what was asked is its input, what people corrected is
 * what is expected, and what was answered stands in its extra.
 *
 * @param id the caller's own
 * @param traceId that it belongs to; null for none
 * @param body of the item
 */
public record SlicedRow(
    TrafficKind kind, String id, String traceId, OffsetDateTime at, ObjectNode body)
    implements Spanned {
  /** Where the answer of production stands in the extra of an item. */
  public static final String ORIGINAL = "original";

  /** That what is expected is what was answered: nobody said so. */
  public static final String ASSUMED = "assumed";

  /** Whether a model made what is expected of somebody's notes. */
  public static final String INFERRED = "inferred";

  /**
   * Where the id of the note stands that a correction can be made of, for an answer that nobody
   * corrected.
   */
  public static final String NOTE_ID = "note_id";

  /** Where that note stands when the newest one, which came by a link, is another. */
  public static final String COUNTED_NOTE = "counted_note";

  /** Where the newest note of anybody stands. */
  public static final String NOTES = "notes";

  /** A row of {@link SliceQuery#read}. */
  public static SlicedRow of(Row row) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.set("input", JsonColumns.tree(row, "input"));
    JsonNode truth = JsonColumns.tree(row, "truth");
    if (truth != null) {
      body.set("expected", truth);
    }
    body.set("extra", extra(row, truth != null));
    return new SlicedRow(
        TrafficKind.of(row.getString("kind")),
        row.getString("id"),
        row.getString("trace_id"),
        row.getOffsetDateTime("at"),
        body);
  }

  private static ObjectNode extra(Row row, boolean corrected) {
    ObjectNode extra = Json.mapper().createObjectNode();
    extra.put("kind", row.getString("kind")).put("at", row.getOffsetDateTime("at").toString());
    for (String name :
        new String[] {
          "skill", "skill_version", "agent", "agent_version", "domain", "feature", NOTES, "error"
        }) {
      put(extra, name, row.getString(name));
    }
    extra.put("status", row.getString("status"));
    if (corrected) {
      put(extra, "corrected_by", row.getString("truth_by"));
      extra.put(INFERRED, row.getBoolean("truth_inferred"));
    } else if (row.getUUID(NOTE_ID) != null) {
      extra.put(NOTE_ID, row.getUUID(NOTE_ID).toString());
      put(extra, COUNTED_NOTE, row.getString(COUNTED_NOTE));
    }
    JsonNode metadata = JsonColumns.tree(row, "metadata");
    if (metadata != null) {
      extra.set("metadata", metadata);
    }
    if (row.getString("status").equals("completed")) {
      extra.set(ORIGINAL, original(row));
    }
    return extra;
  }

  /** The same with its spans in the extra. */
  SlicedRow with(ObjectNode spans) {
    ObjectNode extra = Json.mapper().createObjectNode();
    extra.setAll((ObjectNode) body.get("extra"));
    extra.set(SpanChoice.PLACE, spans);
    ObjectNode whole = Json.mapper().createObjectNode();
    whole.setAll(body);
    whole.set("extra", extra);
    return new SlicedRow(kind, id, traceId, at, whole);
  }

  private static ObjectNode original(Row row) {
    ObjectNode original = Json.mapper().createObjectNode();
    original.set("output", JsonColumns.tree(row, "response"));
    put(original, "provider", row.getString("provider"));
    put(original, "model", row.getString("model"));
    put(original, "trace_id", row.getString("trace_id"));
    number(original, "latency_ms", row.getLong("latency_ms"));
    number(original, "tokens_in", row.getLong("tokens_in"));
    number(original, "tokens_cached", row.getLong("tokens_cached"));
    number(original, "tokens_out", row.getLong("tokens_out"));
    if (row.getDouble("cost") != null) {
      original.put("cost", row.getDouble("cost"));
    }
    return original;
  }

  private static void put(ObjectNode in, String name, String value) {
    if (value != null) {
      in.put(name, value);
    }
  }

  private static void number(ObjectNode in, String name, Long value) {
    if (value != null) {
      in.put(name, value);
    }
  }

  /**
   * The item.
   *
   * @param taken whether another record of the slice has the same id: then this one says its kind,
   *     too
   */
  ParsedItem item(boolean taken) {
    return new ParsedItem(
        taken ? id + " (" + kind.wire() + ")" : id, null, null, JsonColumns.text(body));
  }
}

package dev.assay.run.traffic.evalsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.library.datasets.reading.ParsedItem;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.traffic.reading.JsonPath;
import dev.assay.run.traffic.slices.SlicedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands the items of a dataset on, then those of picked records that it does not have yet. An
 * item's id is the record's own; of a request and an execution with the same id the second one says
 * its kind, too.
 */
final class Picked {
  private static final int SHOWN = 5;
  private static final int NAMED = 100;

  private final ItemSink sink;
  private final FieldMapping mapping;
  private final JsonPath path;
  private final Map<String, String> kinds = new HashMap<>();
  private final List<JsonNode> shown = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private long total;
  private int added;
  private int known;
  private int left;
  private SlicedRow last;

  /**
   * Begins.
   *
   * @param sink gets all items
   * @param left how many records are taken at most
   */
  Picked(ItemSink sink, FieldMapping mapping, int left) {
    this.sink = sink;
    this.mapping = mapping;
    this.path = mapping.path();
    this.left = left;
  }

  /** Takes an item that the dataset has. */
  void keep(ParsedItem item) {
    JsonNode body = JsonColumns.read(item.body(), JsonNode.class);
    kinds.put(item.id(), body.path("extra").path("kind").asText());
    hand(item);
  }

  /** Takes a record. */
  void add(SlicedRow row) {
    left--;
    last = row;
    ObjectNode body = mapping.body(row, path);
    String kind = row.kind().wire();
    String other = kinds.get(row.id());
    String id = other == null || other.equals(kind) ? row.id() : row.id() + " (" + kind + ")";
    if (body == null) {
      leftOut.add(id);
    } else if (kinds.putIfAbsent(id, kind) != null) {
      known++;
    } else {
      added++;
      if (shown.size() < SHOWN) {
        ObjectNode item = body.objectNode().put("id", id);
        shown.add(item.setAll(body));
      }
      hand(new ParsedItem(id, null, null, JsonColumns.text(body)));
    }
  }

  private void hand(ParsedItem item) {
    total++;
    sink.accept(total, total, item);
  }

  /** How many records may still be taken, at most so many. */
  int wanted(int most) {
    return Math.min(left, most);
  }

  /** The last record that was taken; null for none. */
  SlicedRow last() {
    return last;
  }

  /** Whether there is anything that the dataset does not have. */
  boolean isNew() {
    return added > 0;
  }

  /**
   * What became of it.
   *
   * @param version that has the items; 0 for none
   */
  EvalSet told(String name, int version) {
    return new EvalSet(
        name,
        version,
        added,
        known,
        total,
        leftOut.size(),
        leftOut.subList(0, Math.min(NAMED, leftOut.size())),
        shown);
  }
}

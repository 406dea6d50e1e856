package dev.assay.run.results.export;

import static dev.assay.run.platform.csv.CellText.guarded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.SpanChoice;
import dev.assay.run.platform.db.JsonColumns;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what scorers say of spans as rows of RFC 4180, one for each scorer and span: an item has
 * any number of them, so that they are no columns of its row.
 */
final class SpansExport {
  private static final List<Object> COLUMNS =
      List.of(
          "item_id",
          "position",
          "repeat",
          "section",
          "label",
          "scorer",
          "span_id",
          "kind",
          "name",
          "status",
          "score",
          "reason",
          "error_code",
          "error_message");

  private SpansExport() {}

  /** The line of column names. */
  static byte[] header() {
    return CsvExport.print(List.of(COLUMNS));
  }

  /** The lines of some units; none for units without scores of spans. */
  static byte[] rows(List<ExportUnit> units) {
    List<List<Object>> rows = new ArrayList<>();
    for (ExportUnit unit : units) {
      for (Row score : unit.scores()) {
        JsonNode metadata = JsonColumns.tree(score, "metadata");
        if (metadata != null) {
          metadata
              .path(SpanChoice.PARAM)
              .forEach(span -> rows.add(row(unit.row(), score.getString("key"), span)));
        }
      }
    }
    return CsvExport.print(rows);
  }

  private static List<Object> row(Row unit, String scorer, JsonNode span) {
    List<Object> cells = new ArrayList<>();
    cells.add(guarded(unit.getString("item_id")));
    cells.add(unit.getInteger("position"));
    cells.add(unit.getInteger("repeat"));
    cells.add(guarded(unit.getString("section")));
    cells.add(guarded(unit.getString("label")));
    cells.add(guarded(scorer));
    cells.add(guarded(span.path("span_id").textValue()));
    cells.add(guarded(span.path("kind").textValue()));
    cells.add(guarded(span.path("name").textValue()));
    cells.add(guarded(span.path("status").textValue()));
    cells.add(span.path("score").isNumber() ? (Double) span.get("score").doubleValue() : null);
    cells.add(guarded(span.path("reason").textValue()));
    cells.add(guarded(span.at("/error/code").textValue()));
    cells.add(guarded(span.at("/error/message").textValue()));
    return cells;
  }
}

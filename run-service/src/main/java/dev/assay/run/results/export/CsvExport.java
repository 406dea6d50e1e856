package dev.assay.run.results.export;

import static dev.assay.run.platform.csv.CellText.guarded;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.json.Json;
import dev.assay.run.verdict.totals.UnmeasuredReason;
import io.vertx.mutiny.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes units as rows of RFC 4180, with one column {@code score_<key>} per scorer. */
final class CsvExport {
  private static final List<String> BEFORE =
      List.of(
          "item_id",
          "position",
          "repeat",
          "section",
          "label",
          "status",
          "input",
          "expected",
          "output");
  private static final List<String> AFTER =
      List.of(
          "latency_ms",
          "ttft_ms",
          "tokens_in",
          "tokens_out",
          "cost",
          "attempts",
          "billed_cost",
          "useful_cost",
          "unmeasured",
          "reason",
          "error_code",
          "error_message",
          "truth");

  private final List<String> keys;

  /** With the scorers' keys in the order of the evaluation. */
  CsvExport(List<String> keys) {
    this.keys = keys;
  }

  /** The line of column names. */
  byte[] header() {
    List<Object> names = new ArrayList<>(BEFORE);
    keys.forEach(key -> names.add("score_" + key));
    names.addAll(AFTER);
    return print(List.of(names));
  }

  /** One line per unit. */
  byte[] rows(List<ExportUnit> units) {
    return print(units.stream().map(this::row).toList());
  }

  private List<Object> row(ExportUnit unit) {
    Row row = unit.row();
    Map<String, Row> scores =
        unit.scores().stream().collect(Collectors.toMap(s -> s.getString("key"), s -> s));
    List<Object> cells = new ArrayList<>();
    cells.add(guarded(row.getString("item_id")));
    cells.add(row.getInteger("position"));
    cells.add(row.getInteger("repeat"));
    cells.add(guarded(row.getString("section")));
    cells.add(guarded(row.getString("label")));
    cells.add(row.getString("status"));
    cells.add(guarded(text(row.getString("input"))));
    cells.add(guarded(text(row.getString("expected"))));
    cells.add(guarded(text(row.getString("output"))));
    for (String key : keys) {
      cells.add(scores.containsKey(key) ? scores.get(key).getDouble("score") : null);
    }
    cells.add(row.getInteger("latency_ms"));
    cells.add(row.getInteger("ttft_ms"));
    cells.add(row.getLong("tokens_in"));
    cells.add(row.getLong("tokens_out"));
    cells.add(row.getDouble("cost"));
    cells.add(unit.attempts().size());
    cells.add(unit.spending().billed());
    cells.add(unit.spending().useful());
    cells.add(
        unit.unmeasured().stream().map(UnmeasuredReason::wire).collect(Collectors.joining(" ")));
    cells.add(guarded(row.getString("reason")));
    cells.add(row.getString("error_code"));
    cells.add(guarded(row.getString("error_message")));
    cells.add(row.getString("truth"));
    return cells;
  }

  private static String text(String json) {
    if (json == null || !json.stripLeading().startsWith("\"")) {
      return json;
    }
    try {
      return Json.mapper().readValue(json, String.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows as text. */
  static byte[] print(List<List<Object>> rows) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecords(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}

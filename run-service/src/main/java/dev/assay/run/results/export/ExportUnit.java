package dev.assay.run.results.export;

import dev.assay.run.verdict.spending.Charge;
import dev.assay.run.verdict.spending.UnitSpending;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/**
 * One unit with everything that belongs to it.
 *
 * @param row of {@link ExportQuery#UNITS}
 * @param scores rows of its scores, by key
 * @param attempts rows of its attempts, in order
 */
record ExportUnit(Row row, List<Row> scores, List<Row> attempts) {
  /** What it cost. */
  UnitSpending spending() {
    return UnitSpending.of(
        Charge.ofTarget(attempts), row.getBoolean("answered"), row.getDouble("cost"));
  }

  int n() {
    return row.getInteger("n");
  }
}

package dev.assay.run.results.export;

import dev.assay.common.status.UnitStatus;
import dev.assay.run.verdict.spending.Charge;
import dev.assay.run.verdict.spending.UnitSpending;
import dev.assay.run.verdict.totals.UnmeasuredReason;
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

  /** Why it was not measured as one would think. */
  List<UnmeasuredReason> unmeasured() {
    String expected = row.getString("expected");
    return UnmeasuredReason.of(
        row.getString("status").equals(UnitStatus.ERROR.wire()),
        row.getString("error_code"),
        row.getString("finish_reason"),
        row.getString("refusal"),
        expected != null && !expected.strip().equals("null"),
        scores.stream()
            .map(
                s ->
                    new UnmeasuredReason.OfScore(
                        s.getString("status"), s.getString("error_code"), s.getString("reason")))
            .toList());
  }

  int n() {
    return row.getInteger("n");
  }
}

package dev.assay.run.traffic.history;

import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.statistics.Quantiles;
import dev.assay.run.verdict.summary.FieldSummary;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A completed run with its field table.
 *
 * @param point as it is shown
 * @param fields of the scorer that compared fields; null when none did
 */
record MeasuredRun(History.Point point, FieldSummary fields) {
  static MeasuredRun of(Row row) {
    String text = row.getString("fields");
    FieldSummary fields = text == null ? null : JsonColumns.read(text, FieldSummary.class);
    long total = row.getLong("total");
    return new MeasuredRun(
        new History.Point(
            row.getUUID("id"),
            row.getString("name"),
            row.getOffsetDateTime("finished_at"),
            row.getString("status"),
            row.getString("scorer"),
            fields == null ? null : fields.human(),
            fields == null ? null : fields.inferred(),
            fields == null ? null : fields.accuracyCorrected(),
            fields == null ? null : fields.interval(),
            fields == null ? null : fields.accuracyAssumingAccepted(),
            row.getDouble("pass_rate"),
            total,
            row.getLong("corrected"),
            total == 0 ? null : (Double) ((double) row.getLong("completed") / total),
            row.getUUID("parent_run_id"),
            row.getString("skill")),
        fields);
  }

  /** Whether it is known what people corrected, and what a model did. */
  boolean toldApart() {
    return fields != null && fields.toldApart();
  }

  /**
   * Whether enough is known of its accuracy by people's corrections to tell a change of it from
   * chance.
   */
  boolean tells() {
    Interval interval = toldApart() ? fields.human().interval() : null;
    return interval != null && interval.upper() > interval.lower();
  }

  /**
   * Its accuracy by people's corrections with the standard error that its interval stands for. Near
   * 0 and 1 intervals are cut: the longer side tells.
   */
  ChangePoints.Point measured() {
    Interval interval = fields.human().interval();
    double value = fields.human().accuracy();
    double longer = Math.max(value - interval.lower(), interval.upper() - value);
    return new ChangePoints.Point(value, longer / Quantiles.normal((1 + interval.level()) / 2));
  }
}

package dev.assay.run.export;

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
  int n() {
    return row.getInteger("n");
  }
}

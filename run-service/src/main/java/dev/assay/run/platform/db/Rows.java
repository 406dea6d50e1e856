package dev.assay.run.platform.db;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a statement gave back, row by row. */
public final class Rows {
  private Rows() {}

  /**
   * The first row of a statement that always gives one, such as an aggregate.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  public static Row one(RowSet<Row> rows) {
    return rows.iterator().next();
  }

  /** The first row, when there is one. */
  public static Optional<Row> first(RowSet<Row> rows) {
    for (Row row : rows) {
      return Optional.of(row);
    }
    return Optional.empty();
  }

  /** What each row says, in their order; a list that can be changed. */
  public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
    List<T> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(read.apply(row)));
    return list;
  }

  /** The rows in their order; a list that can be changed. */
  public static List<Row> list(RowSet<Row> rows) {
    return list(rows, Function.identity());
  }

  /** A column with a time; null when it is SQL's null. */
  public static Instant instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }
}

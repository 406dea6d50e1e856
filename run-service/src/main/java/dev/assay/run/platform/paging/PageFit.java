package dev.assay.run.platform.paging;

import dev.assay.run.platform.db.Rows;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What fits on a page of a list whose rows may be large. PostgreSQL adds up what the rows take and
 * gives those that fit, one at least: however large they are, a page needs no more memory than so
 * many bytes, or one row. What is large is read of those only.
 */
public final class PageFit {
  /** Bytes of a page, unless its first row alone is larger. */
  public static final long BYTES = 8L * 1024 * 1024;

  private static final String FITTING =
      """
      select * from (
        select sized.*, sum(page_bytes) over placed as page_upto,
               row_number() over placed as page_place, count(*) over () as page_there
        from (%1$s) sized
        window placed as (order by %2$s rows unbounded preceding)
      ) counted
      where page_place < $%3$d and (page_place = 1 or page_upto <= %4$d)
      """;

  private PageFit() {}

  /**
   * SQL of the rows that fit. Each has the columns that it was given, and as {@code page_there} how
   * many there are, one beyond the page at most.
   *
   * @param rows a select with {@code page_bytes}, limited to one row more than the page may have
   * @param order of the list, by columns of these rows
   * @param limit number of the parameter that limits them
   */
  public static String of(String rows, String order, int limit) {
    return FITTING.formatted(rows.strip(), order, limit, BYTES);
  }

  /** SQL of the bytes that expressions take as text; null takes none. */
  public static String bytes(String... expressions) {
    return Arrays.stream(expressions)
        .map(e -> "coalesce(octet_length(cast(" + e + " as text)), 0)")
        .collect(Collectors.joining(" + "));
  }

  /**
   * A page of rows that fit.
   *
   * @param rows in the order of the list, with {@code page_there}
   * @param after where the list goes on behind a row
   */
  public static <T> Page<T> page(
      RowSet<Row> rows, Function<Row, T> read, Function<T, Cursor> after) {
    boolean more =
        Rows.first(rows).map(row -> row.getLong("page_there") > rows.size()).orElse(false);
    return Page.of(Rows.list(rows, read), more, after);
  }
}

package dev.assay.run.results.items;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * The part of a run in which one page of a search looks for a text: reading every answer of a large
 * run takes minutes, so each page reads a few thousand and says where the next one goes on.
 */
@ApplicationScoped
class SearchWindow {
  /** Units that one page looks at. */
  static final int SIZE = 5_000;

  private static final int REPEATS = 1_000;
  private static final String LAST =
      """
      select position, repeat, n, count(*) over () as size from (
        select position, repeat, n from units
        where run_id = $1 and ($2::int is null or (position, repeat) %1$s ($2, $3))
        order by position %2$s, repeat %2$s limit $4
      ) next order by position %3$s, repeat %3$s limit 1
      """;
  private static final String FORWARDS = LAST.formatted(">", "asc", "desc");
  private static final String BACKWARDS = LAST.formatted("<", "desc", "asc");

  private final Db db;

  SearchWindow(Db db) {
    this.db = db.in(Lane.READER);
  }

  /**
   * Where a page's search ends.
   *
   * @param position of its last unit
   * @param repeat of its last unit
   * @param next where the next page goes on; null when this one reaches the end of the run
   */
  record End(int position, int repeat, Cursor next) {}

  /**
   * Looks up where the search of a page ends.
   *
   * @param units of the run
   * @param after where the page before ended, null for the first
   * @return null when the whole of the run may be looked at
   */
  Uni<End> of(UUID runId, int units, ItemFilter filter, Cursor after) {
    if (filter.text == null || units <= SIZE) {
      return Uni.createFrom().nullItem();
    }
    if (filter.order() != ItemFilter.Order.POSITION) {
      String message = "must be position in a search for a text, since this run is large";
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The parameter order " + message + ".",
          List.of(new Violation("order", message)));
    }
    Long place = after == null ? null : (Long) Math.round(after.decimal(0));
    return db.query(
            filter.descending() ? BACKWARDS : FORWARDS,
            runId,
            place == null ? null : (Integer) Math.toIntExact(place / REPEATS),
            place == null ? null : (Integer) Math.toIntExact(place % REPEATS),
            SIZE)
        .map(Rows::list)
        .map(rows -> rows.isEmpty() ? null : end(rows.get(0)));
  }

  private static End end(Row row) {
    int position = row.getInteger("position");
    int repeat = row.getInteger("repeat");
    Cursor next =
        row.getLong("size") < SIZE
            ? null
            : Cursor.after((double) position * REPEATS + repeat, row.getInteger("n"));
    return new End(position, repeat, next);
  }
}

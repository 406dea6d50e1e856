package dev.assay.run.platform.paging;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;

/** What a list is asked for; use it as a {@code @BeanParam}, with {@code @Valid}. */
public class PageRequest {
  /** Most rows of one page. */
  public static final int MAX = 500;

  /** Rows wanted, 1 to {@value #MAX}. */
  @QueryParam("limit")
  @DefaultValue("50")
  @Min(1)
  @Max(MAX)
  public int limit;

  /** What the page before gave as {@code next_cursor}; absent for the first page. */
  @QueryParam("cursor")
  public String cursor;

  /** The cursor, read; fails with INVALID_REQUEST when it is not of this many columns. */
  public Optional<Cursor> after(int columns) {
    return cursor == null || cursor.isEmpty()
        ? Optional.empty()
        : Optional.of(Cursor.decode(cursor, columns));
  }
}

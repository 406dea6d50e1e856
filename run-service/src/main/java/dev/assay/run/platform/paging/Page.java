package dev.assay.run.platform.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param data the rows
 * @param nextCursor for {@code ?cursor=}; null on the last page
 */
public record Page<T>(
    List<T> data, @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) String nextCursor) {

  /**
   * From rows of which one more than the limit was asked for, which tells whether there are more.
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
    boolean more = rows.size() > limit;
    return of(more ? List.copyOf(rows.subList(0, limit)) : rows, more, cursor);
  }

  /** From the rows of the page, at least one of them when there are more. */
  public static <T> Page<T> of(List<T> data, boolean more, Function<T, Cursor> cursor) {
    return new Page<>(data, more ? cursor.apply(data.get(data.size() - 1)).encode() : null);
  }

  /** The same page with other rows, one for each. */
  public <R> Page<R> map(Function<T, R> row) {
    return new Page<>(data.stream().map(row).toList(), nextCursor);
  }
}

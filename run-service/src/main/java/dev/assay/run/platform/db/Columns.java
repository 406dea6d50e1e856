package dev.assay.run.platform.db;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Turns a batch into the arrays that a statement unnests: one array per column. */
public final class Columns {
  private Columns() {}

  /**
   * One column of a batch.
   *
   * @param array such as {@code String[]::new}; its element type is the parameter's type
   * @param get the column's value in a row, null for null
   */
  public static <R, V> V[] column(List<R> rows, IntFunction<V[]> array, Function<R, V> get) {
    return rows.stream().map(get).toArray(array);
  }
}

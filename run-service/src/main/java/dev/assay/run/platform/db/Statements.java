package dev.assay.run.platform.db;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Statements of one transaction, whichever way it was opened: for what has to be done in the
 * transaction of {@link Db} as well as in that of {@link Sessions}.
 */
public interface Statements {
  /**
   * Changes rows.
   *
   * @param sql parameters {@code $1, $2, …} in order
   * @return how many it changed
   */
  Uni<Integer> change(String sql, Object... parameters);

  /**
   * Reads rows.
   *
   * @param sql selects texts, numbers, times and UUIDs, but no arrays; parameters {@code $1, $2, …}
   *     in order
   * @return the columns of each row, in an array also when it is one
   */
  Uni<List<Object[]>> rows(String sql, Object... parameters);
}

package dev.assay.run.platform.db.pieces;

import dev.assay.run.platform.paging.PageFit;
import java.util.List;

/**
 * Statements that read rows which may be large, some at a time: a piece ends after so many rows, or
 * before by what they weigh. Whoever reads asks for the next piece until one is empty: a short one
 * is not the last.
 */
public final class Pieces {
  /** What is in a piece, in bytes; its first row is in it whatever that weighs. */
  public static final long BYTES = 4L * 1024 * 1024;

  /** Condition of the rows of {@link #page} that are in the piece. */
  public static final String WITHIN = "page.before < " + BYTES;

  private Pieces() {}

  /**
   * The rows that come next, as the beginning of a statement over {@code page}: {@code with page as
   * (…)}. What is large is weighed as it will be read: stored it may be a hundredth of that.
   *
   * @param keys columns with what the rows are found by again; no two rows have the same
   * @param large columns that are weighed
   * @param rows what stands behind {@code from}, with its conditions
   * @param order of the piece, by names that the keys have in {@code page}
   * @param limit how many rows at most: a parameter of the statement, such as {@code $3}
   */
  public static String page(
      String keys, List<String> large, String rows, String order, String limit) {
    String bytes = PageFit.bytes(large.toArray(String[]::new));
    return """
    with page as (
      select p.*, sum(p.bytes) over (order by %4$s) - p.bytes as before
      from (
        select %1$s, %2$s as bytes
        from %3$s
        order by %4$s limit %5$s
      ) p
    )
    """
        .formatted(keys, bytes, rows, order, limit);
  }
}

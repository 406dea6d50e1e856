package dev.assay.run.platform.paging;

import dev.assay.run.platform.db.Sessions;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which entities fit on a page, see {@link PageFit}. Found within a session, which then reads no
 * others.
 *
 * @param ids in the order of the list
 * @param more whether the list goes on behind them
 */
public record FittingIds(List<UUID> ids, boolean more) {
  /**
   * Finds them; for the work of {@link Sessions}.
   *
   * @param rows a select of {@code id}, {@code page_bytes} and what the order is by, whose last
   *     parameter limits it to one row more than the page may have
   * @param order of the list, by columns of these rows
   */
  public static Uni<FittingIds> of(String rows, String order, List<Object> parameters) {
    String fitting = PageFit.of(rows, order, parameters.size());
    return Sessions.statements()
        .rows(
            "select id, cast(page_there as int) from (" + fitting + ") fitting order by page_place",
            parameters.toArray())
        .map(FittingIds::of);
  }

  private static FittingIds of(List<Object[]> rows) {
    List<UUID> ids = rows.stream().map(row -> (UUID) row[0]).toList();
    return new FittingIds(ids, !rows.isEmpty() && (Integer) rows.get(0)[1] > ids.size());
  }

  /**
   * The page of them.
   *
   * @param read reads the entities of ids, in any order
   * @param after where the list goes on behind one
   */
  public <E, T> Uni<Page<T>> page(
      Function<List<UUID>, Uni<List<E>>> read,
      Function<E, UUID> id,
      Function<E, T> view,
      Function<T, Cursor> after) {
    return ids.isEmpty()
        ? Uni.createFrom().item(new Page<>(List.of(), null))
        : read.apply(ids)
            .map(found -> found.stream().collect(Collectors.toMap(id, view)))
            .map(found -> Page.of(inOrder(found), more && !found.isEmpty(), after));
  }

  /** One that was deleted since is passed over. */
  private <T> List<T> inOrder(Map<UUID, T> found) {
    return ids.stream().filter(found::containsKey).map(found::get).toList();
  }
}

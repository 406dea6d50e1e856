package dev.assay.run.library.datasets;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What differs between two versions: items are told apart by their ids. */
@ApplicationScoped
public class VersionDiff {
  private static final int NAMED = 1_000;

  private static final String COUNT =
      """
      select count(*) filter (where o.item_id is null)::int as added,
             count(*) filter (where n.item_id is null)::int as removed,
             count(*) filter (where o.item_id is not null and n.item_id is not null and
      """;

  private static final String OTHER =
      "(o.body::text, o.section, o.label) is distinct from (n.body::text, n.section, n.label)";

  private static final String SIDES =
      """
       from (select * from items where dataset_version_id = $1) o
       full join (select * from items where dataset_version_id = $2) n on n.item_id = o.item_id
      """;

  private static final String COUNTS = COUNT + OTHER + ")::int as changed" + SIDES;

  private static final String NAMES =
      """
      with different as (
        select coalesce(n.item_id, o.item_id) as id,
               coalesce(n.position, o.position) as position,
               case when o.item_id is null then 'added'
                    when n.item_id is null then 'removed' else 'changed' end as what
      """
          + SIDES
          + " where o.item_id is null or n.item_id is null or "
          + OTHER
          + "), numbered as (select *, row_number() over (partition by what order by position) as r"
          + " from different) select what, array_agg(id order by position) as ids"
          + " from numbered where r <= $3 group by what";

  private final Db db;

  VersionDiff(Db db) {
    this.db = db.in(Lane.READER);
  }

  /**
   * The difference.
   *
   * @param from number of the older version
   * @param to number of the newer version
   * @param counts of all items
   * @param added ids that only the newer has, the first thousand
   * @param removed ids that only the older has, the first thousand
   * @param changed ids that both have with other content, the first thousand
   */
  public record Diff(
      int from,
      int to,
      Counts counts,
      List<String> added,
      List<String> removed,
      List<String> changed) {}

  /** How many items there are of each. */
  @Schema(name = "DiffCounts")
  public record Counts(int added, int removed, int changed) {}

  Uni<Diff> between(DatasetVersion from, DatasetVersion to) {
    return db.query(COUNTS, from.id(), to.id())
        .map(rows -> counts(Rows.one(rows)))
        .flatMap(counts -> names(from, to, counts));
  }

  private Uni<Diff> names(DatasetVersion from, DatasetVersion to, Counts counts) {
    return db.query(NAMES, from.id(), to.id(), NAMED)
        .map(
            rows ->
                new Diff(
                    from.version(),
                    to.version(),
                    counts,
                    ids(rows, "added"),
                    ids(rows, "removed"),
                    ids(rows, "changed")));
  }

  private static Counts counts(Row row) {
    return new Counts(
        row.getInteger("added"), row.getInteger("removed"), row.getInteger("changed"));
  }

  private static List<String> ids(Iterable<Row> rows, String what) {
    for (Row row : rows) {
      if (row.getString("what").equals(what)) {
        return List.of(row.getArrayOfStrings("ids"));
      }
    }
    return List.of();
  }
}

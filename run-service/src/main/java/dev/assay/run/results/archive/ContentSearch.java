package dev.assay.run.results.archive;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.problem.SqlStates;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Looks for a text in what the newest runs asked and were answered: reading all of it takes
 * minutes, so it looks at so many units, and for so long.
 */
@ApplicationScoped
class ContentSearch {
  /** Newest runs that are looked at. */
  static final int RUNS = 20;

  /** Units that are looked at, those of the newest run first. */
  static final int UNITS = 5_000;

  private static final int BEFORE = 40;
  private static final int AROUND = 160;
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final String WINDOW =
      """
      with newest as (
        select id, name, dataset_version_id from runs
        where workspace_id = $1 and purpose is null order by id desc limit %1$d
      ), looked as (
        select r.id, r.name, r.dataset_version_id, u.n, u.position, u.repeat
        from newest r
        cross join lateral (
          select n, position, repeat from units where run_id = r.id
          order by position, repeat limit %2$d
        ) u
        order by r.id desc, u.position, u.repeat limit %2$d
      )
      """
          .formatted(RUNS, UNITS);
  private static final String SIZE =
      WINDOW
          + "select (select count(*)::int from newest) as runs,"
          + " (select count(*)::int from looked) as units";
  private static final String FIND =
      WINDOW
          + """
          select l.id, l.name, l.position, l.repeat, i.item_id, p.in_answer > 0 as answered,
                 case when p.in_answer > 0
                   then substr(a.output::text, greatest(p.in_answer - %1$d, 1), %2$d)
                   else substr(i.body::text, greatest(p.in_item - %1$d, 1), %2$d) end as excerpt
          from looked l
          join items i on i.dataset_version_id = l.dataset_version_id and i.position = l.position
          left join answers a on a.run_id = l.id and a.n = l.n
          cross join lateral (
            select coalesce(position(lower($2) in lower(a.output::text)), 0) as in_answer,
                   position(lower($2) in lower(i.body::text)) as in_item
          ) p
          where p.in_answer > 0 or p.in_item > 0
          order by l.id desc, l.position, l.repeat limit $3
          """
              .formatted(BEFORE, AROUND);

  private final Db db;
  private final String limit;

  @Inject
  ContentSearch(Db db) {
    this(db, LONGEST);
  }

  /** With another time after which it is given up. */
  ContentSearch(Db db, Duration longest) {
    this.db = db.in(Lane.READER);
    limit = "set local statement_timeout = " + longest.toMillis();
  }

  /**
   * What was found.
   *
   * @param items in the order of the newest runs and their items
   * @param searched how far it went
   */
  record Hits(List<Found.OfItem> items, Found.Searched searched) {}

  /** Items whose text has this one, in upper or lower case; none when it takes too long. */
  Uni<Hits> find(UUID workspace, String text, int most) {
    return db.inTransaction(
            tx ->
                Db.query(tx, limit)
                    .flatMap(limited -> Db.query(tx, SIZE, workspace))
                    .map(Rows::one)
                    .flatMap(
                        size ->
                            Db.query(tx, FIND, workspace, text, most)
                                .map(rows -> Rows.list(rows, ContentSearch::item))
                                .map(items -> new Hits(items, searched(size)))))
        .onFailure(SqlStates::isTooSlow)
        .recoverWithItem(() -> new Hits(List.of(), new Found.Searched(0, 0, false)));
  }

  private static Found.Searched searched(Row size) {
    return new Found.Searched(size.getInteger("runs"), size.getInteger("units"), true);
  }

  private static Found.OfItem item(Row row) {
    return new Found.OfItem(
        row.getUUID("id"),
        row.getString("name"),
        row.getInteger("position"),
        row.getInteger("repeat"),
        row.getString("item_id"),
        Boolean.TRUE.equals(row.getBoolean("answered")) ? "answer" : "item",
        row.getString("excerpt"));
  }
}

package dev.assay.run.traffic.agreement;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.traffic.requests.TrafficKind;
import dev.assay.run.traffic.slices.SliceQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what several people said of the same answers, and says how far they agree. It is read some
 * answers at a time, and counted: nothing is held of an answer when the next ones are read.
 */
@ApplicationScoped
class AgreementQuery {
  private static final int MOST_ENTITIES = 5_000;
  private static final int TOGETHER = 25;

  /** Of one answer, the newest. */
  private static final int MOST_SAID = 200;

  private static final int LONGEST_CORRECTION = 65_536;
  private static final int LONGEST_OF_ONE = 4 * LONGEST_CORRECTION;
  private static final long LONGEST_OF_ALL = 64L * 1024 * 1024;

  private static final String SPOKEN_OF =
      """
      from traffic t
      join feedback f on f.workspace_id = t.workspace_id and f.entity_type = t.kind
        and f.entity_id = t.id and f.replaced_at is null and not f.inferred
      where %s
      group by t.kind, t.id
      """;
  private static final String COUNT =
      "select count(*) as entities, count(*) filter (where e.people > 1) as several from ("
          + "select count(distinct f.author) as people "
          + SPOKEN_OF
          + ") e";
  private static final String SEVERAL =
      "select t.kind, t.id, max(t.at) as at "
          + SPOKEN_OF
          + " having count(distinct f.author) > 1 order by at desc, t.id, t.kind limit $%d";
  // A correction is looked at by its size first, as it is stored: what is large is not unpacked.
  private static final String SAID =
      """
      select s.n, s.author, s.label, s.rating, s.nth > %1$d as beyond,
        case when s.chars > 0 and s.so_far <= %3$d then s.response::text end as response,
        s.chars < 0 or (s.chars > 0 and s.so_far > %3$d) as large
      from (
        select g.n::int as n, f.author, f.label, f.rating, f.response, c.chars,
          row_number() over w as nth, sum(greatest(c.chars, 0)) over w as so_far
        from unnest($2::text[], $3::text[]) with ordinality as g(kind, id, n)
        join feedback f on f.workspace_id = $1 and f.entity_type = g.kind and f.entity_id = g.id
          and f.replaced_at is null and not f.inferred and f.author is not null
        cross join lateral (
          select case when f.response is null then 0
            when pg_column_size(f.response) > %2$d then -1
            when length(f.response::text) > %2$d then -1
            else length(f.response::text) end as chars) c
        window w as (partition by g.n order by f.at desc, f.id desc)
      ) s
      where s.nth <= %1$d + 1
      order by s.n, s.nth
      """
          .formatted(MOST_SAID, LONGEST_CORRECTION, LONGEST_OF_ONE);

  private final Db db;

  AgreementQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** An answer that several people spoke of. */
  private record Entity(String kind, String id) {
    Said unsaid() {
      return new Said(TrafficKind.of(kind), id);
    }
  }

  /**
   * How far people agree.
   *
   * @param slice whose answers, with the workspace as its first parameter
   */
  Uni<PeopleAgreement> of(SliceQuery slice) {
    List<Object> parameters = new ArrayList<>(slice.parameters());
    parameters.add(MOST_ENTITIES);
    Db here = db.here();
    return here.query(COUNT.formatted(slice.where()), slice.parameters().toArray())
        .map(Rows::one)
        .flatMap(
            counts ->
                here.query(
                        SEVERAL.formatted(slice.where(), parameters.size()), parameters.toArray())
                    .map(rows -> Rows.list(rows, AgreementQuery::entity))
                    .flatMap(all -> read(here, slice.parameters().get(0), all))
                    .map(tally -> tally.of(counts.getLong("entities"), counts.getLong("several"))));
  }

  private static Entity entity(Row row) {
    return new Entity(row.getString("kind"), row.getString("id"));
  }

  private static Uni<Tally> read(Db here, Object workspace, List<Entity> all) {
    Reading reading = new Reading(all);
    return InOrder.whileMore(
            () -> {
              List<Entity> now = reading.next();
              return now.isEmpty()
                  ? Uni.createFrom().item(false)
                  : here.query(
                          SAID,
                          workspace,
                          column(now, String[]::new, Entity::kind),
                          column(now, String[]::new, Entity::id))
                      .flatMap(rows -> Sessions.blocking(() -> reading.take(now, rows)));
            })
        .replaceWith(reading.tally);
  }

  /** How far the reading is. */
  private static final class Reading {
    private final List<Entity> all;
    private final Tally tally = new Tally();
    private int at;
    private long chars;

    Reading(List<Entity> all) {
      this.all = all;
    }

    /** Whose turn it is; nobody's when enough was read. */
    List<Entity> next() {
      return chars > LONGEST_OF_ALL
          ? List.of()
          : all.subList(at, Math.min(at + TOGETHER, all.size()));
    }

    /** Counts what was read of some, one after the other; whether there may be more. */
    boolean take(List<Entity> some, RowSet<Row> rows) {
      Said one = null;
      int n = 0;
      for (Row row : rows) {
        if (row.getInteger("n") != n) {
          count(one);
          n = row.getInteger("n");
          one = some.get(n - 1).unsaid();
        }
        add(one, row);
      }
      count(one);
      at += some.size();
      return at < all.size();
    }

    private void count(Said one) {
      if (one != null) {
        tally.add(one);
      }
    }

    private void add(Said one, Row row) {
      if (row.getBoolean("beyond") || row.getBoolean("large")) {
        one.leftOut();
      }
      if (!row.getBoolean("beyond")) {
        String correction = row.getString("response");
        chars += correction == null ? 0 : correction.length();
        one.add(
            row.getString("author"),
            row.getString("label"),
            row.getDouble("rating"),
            JsonColumns.tree(row, "response"));
      }
    }
  }
}

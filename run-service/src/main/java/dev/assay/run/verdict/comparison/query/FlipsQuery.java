package dev.assay.run.verdict.comparison.query;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.paging.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Reads the items that came out otherwise on the other side, or the same by another answer. */
@ApplicationScoped
public class FlipsQuery {
  private static final String SIDE =
      """
      select u.n, u.position, u.repeat, i.item_id,
             case when $3::text is null
               then case u.status when 'passed' then true when 'failed' then false end
               else (select s.passed from scores s
                     where s.run_id = u.run_id and s.n = u.n and s.key = $3)
             end as passed
      from units u
      join runs r on r.id = u.run_id
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      """;

  private static final String PAIRS =
      "with b as materialized ("
          + SIDE
          + "where u.run_id = $1), o as materialized ("
          + SIDE
          + """
          where u.run_id = $2), found as (
            select b.n as baseline_n, o.n as other_n, b.position, b.repeat,
                   b.passed as baseline_passed, o.passed as other_passed
            from b join o using (item_id, repeat)
          """;

  private static final String FLIPPED = "where b.passed <> o.passed)";

  private static final String SCORES =
      """
      (select json_object_agg(s.key, json_build_object('score', s.score, 'passed', s.passed,
                'reason', s.reason) order by s.key)::text
       from scores s where s.run_id = %s and s.n = %s)
      """;

  // Row by row through the primary keys, as few as are shown.
  private static final String WHOLE =
      """
      select i.item_id, f.position, f.repeat, i.section, %s::text as input, %s::text as expected,
             f.baseline_passed, f.other_passed, x.output::text as baseline_output,
             y.output::text as other_output,
      """
              .formatted(
                  JsonColumns.member("i.body", "input"), JsonColumns.member("i.body", "expected"))
          + SCORES.formatted("$1", "f.baseline_n")
          + " as baseline_scores, "
          + SCORES.formatted("$2", "f.other_n")
          + " as other_scores "
          + """
          from f
          cross join lateral (
            select item_id, section, body from items
            where dataset_version_id = (select dataset_version_id from runs where id = $1)
              and position = f.position limit 1
          ) i
          left join lateral (
            select output from answers where run_id = $1 and n = f.baseline_n limit 1
          ) x on true
          left join lateral (
            select output from answers where run_id = $2 and n = f.other_n limit 1
          ) y on true
          order by f.position, f.repeat
          """;

  private static final String PAGE =
      """
      , f as materialized (
        select * from found where (position, repeat) > ($4, $5) order by position, repeat limit $6
      )
      """
          + WHOLE;

  private static final String PICKS =
      PAIRS
          + FLIPPED
          + """
          select baseline_n, other_n, baseline_passed, total from (
            select *, count(*) over (partition by baseline_passed) as total,
                   row_number() over (partition by baseline_passed order by position, repeat)
                     as place
            from found
          ) placed
          where place <= $4
          order by baseline_passed desc, place
          """;

  private static final String ONE =
      """
      with f as (
        select u.n as baseline_n, $4::int as other_n, u.position, u.repeat,
               $5::boolean as baseline_passed, not $5::boolean as other_passed
        from units u where u.run_id = $1 and u.n = $3
      )
      """
          + WHOLE;

  private final Db db;

  FlipsQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** The same for whoever asks here and now, also where it is read later. */
  public FlipsQuery here() {
    return new FlipsQuery(db.here());
  }

  /**
   * Reads a page.
   *
   * @param scorer flips of this scorer's threshold; null for those of the items as a whole
   * @param direction only these; null for those that got worse or better
   * @param after position and repeat of the last one seen, null for the first page
   */
  public Uni<List<Flip>> read(
      UUID baseline, UUID other, String scorer, FlipDirection direction, Cursor after, int limit) {
    int position = after == null ? -1 : (int) after.number(0);
    int repeat = after == null ? -1 : (int) after.number(1);
    // All of them as numbers of units only: texts are read of those that are shown.
    String sql = PAIRS + (direction == null ? FLIPPED : direction.sql() + ")") + PAGE;
    return db.naming(baseline, other)
        .inTransaction(
            tx ->
                Db.overWholeRun(
                    tx, () -> Db.query(tx, sql, baseline, other, scorer, position, repeat, limit)))
        .map(rows -> Rows.list(rows, FlipsQuery::flip));
  }

  /**
   * Where the first ones of each direction are found, those that got worse first.
   *
   * @param most of each direction
   */
  public Uni<List<FlipPick>> picks(UUID baseline, UUID other, int most) {
    return db.naming(baseline, other)
        .inTransaction(
            tx ->
                Db.overWholeRun(
                    tx, () -> Db.query(tx, PICKS, baseline, other, (String) null, most)))
        .map(rows -> Rows.list(rows, FlipsQuery::pick));
  }

  /** One of them with its texts; empty when it is gone since. */
  public Uni<List<Flip>> one(UUID baseline, UUID other, FlipPick pick) {
    return db.query(ONE, baseline, other, pick.baselineN(), pick.otherN(), pick.regressed())
        .map(rows -> Rows.list(rows, FlipsQuery::flip));
  }

  private static FlipPick pick(Row row) {
    return new FlipPick(
        row.getInteger("baseline_n"),
        row.getInteger("other_n"),
        row.getBoolean("baseline_passed"),
        Math.toIntExact(row.getLong("total")));
  }

  private static Flip flip(Row row) {
    return new Flip(
        row.getString("item_id"),
        row.getInteger("position"),
        row.getInteger("repeat"),
        row.getString("section"),
        direction(row.getBoolean("baseline_passed"), row.getBoolean("other_passed")).wire(),
        JsonColumns.tree(row, "input"),
        JsonColumns.tree(row, "expected"),
        new Flip.Side(
            JsonColumns.tree(row, "baseline_output"), JsonColumns.tree(row, "baseline_scores")),
        new Flip.Side(
            JsonColumns.tree(row, "other_output"), JsonColumns.tree(row, "other_scores")));
  }

  private static FlipDirection direction(Boolean baseline, Boolean other) {
    if (Objects.equals(baseline, other)) {
      return FlipDirection.DIFFERS;
    }
    return Boolean.TRUE.equals(baseline) ? FlipDirection.REGRESSED : FlipDirection.IMPROVED;
  }
}

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
      select u.n, u.position, u.repeat, i.item_id, i.section,
             %s::text as input, %s::text as expected,
             case when $3::text is null
               then case u.status when 'passed' then true when 'failed' then false end
               else (select s.passed from scores s
                     where s.run_id = u.run_id and s.n = u.n and s.key = $3)
             end as passed
      from units u
      join runs r on r.id = u.run_id
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      """
          .formatted(
              JsonColumns.member("i.body", "input"), JsonColumns.member("i.body", "expected"));
  private static final String SCORES =
      """
      (select json_object_agg(s.key, json_build_object('score', s.score, 'passed', s.passed,
                'reason', s.reason) order by s.key)::text
       from scores s where s.run_id = %s and s.n = %s)
      """;
  private static final String FLIPS =
      "with b as materialized ("
          + SIDE
          + "where u.run_id = $1), o as materialized ("
          + SIDE
          + "where u.run_id = $2) "
          + """
          select b.item_id, b.position, b.repeat, b.section, b.input, b.expected,
                 b.passed as baseline_passed, o.passed as other_passed, x.output::text as baseline_output,
                 y.output::text as other_output,
          """
          + SCORES.formatted("$1", "b.n")
          + " as baseline_scores, "
          + SCORES.formatted("$2", "o.n")
          + " as other_scores "
          + """
          from b
          join o using (item_id, repeat)
          left join answers x on x.run_id = $1 and x.n = b.n
          left join answers y on y.run_id = $2 and y.n = o.n
          where
          """;
  private static final String FLIPPED = "b.passed <> o.passed";
  private static final String PAGE =
      " and (b.position, b.repeat) > ($4, $5) order by b.position, b.repeat limit $6";

  private final Db db;

  FlipsQuery(Db db) {
    this.db = db.in(Lane.READER);
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
    String sql = FLIPS + (direction == null ? FLIPPED : direction.sql()) + PAGE;
    return db.inTransaction(
            tx ->
                Db.overWholeRun(
                    tx, () -> Db.query(tx, sql, baseline, other, scorer, position, repeat, limit)))
        .map(rows -> Rows.list(rows, FlipsQuery::flip));
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

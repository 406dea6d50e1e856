package dev.assay.run.verdict.comparison.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.platform.paging.Shortened;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Reads the items that came out otherwise on the other side, or the same by another answer. */
@ApplicationScoped
public class FlipsQuery {
  private final Db db;

  FlipsQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** The same for whoever asks here and now, also where it is read later. */
  public FlipsQuery here() {
    return new FlipsQuery(db.here());
  }

  /**
   * Reads a page; long values are shortened in it.
   *
   * @param scorer flips of this scorer's threshold; null for those of the items as a whole
   * @param direction only these; null for those that got worse or better
   * @param after position and repeat of the last one seen, null for the first page
   */
  public Uni<Page<Flip>> read(
      UUID baseline, UUID other, String scorer, FlipDirection direction, Cursor after, int limit) {
    int position = after == null ? -1 : (int) after.number(0);
    int repeat = after == null ? -1 : (int) after.number(1);
    // All of them as numbers of units only: texts are read of those that are shown.
    String found = direction == null ? FlipsSql.FLIPPED : direction.sql() + ")";
    String sql = FlipsSql.PAIRS + found + FlipsSql.PAGE;
    return db.naming(baseline, other)
        .inTransaction(
            tx ->
                Db.overWholeRun(
                    tx,
                    () -> Db.query(tx, sql, baseline, other, scorer, position, repeat, limit + 1)))
        .map(rows -> PageFit.page(rows, FlipsQuery::shortened, FlipsQuery::after));
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
                    tx, () -> Db.query(tx, FlipsSql.PICKS, baseline, other, (String) null, most)))
        .map(rows -> Rows.list(rows, FlipsQuery::pick));
  }

  /** One of them with its texts; empty when it is gone since. */
  public Uni<List<Flip>> one(UUID baseline, UUID other, FlipPick pick) {
    return db.query(
            FlipsSql.ONE, baseline, other, pick.baselineN(), pick.otherN(), pick.regressed())
        .map(rows -> Rows.list(rows, FlipsQuery::whole));
  }

  private static FlipPick pick(Row row) {
    return new FlipPick(
        row.getInteger("baseline_n"),
        row.getInteger("other_n"),
        row.getBoolean("baseline_passed"),
        Math.toIntExact(row.getLong("total")));
  }

  private static Cursor after(Flip flip) {
    return Cursor.after(flip.position(), flip.repeat());
  }

  private static Flip shortened(Row row) {
    Shortened input = Shortened.of(row, "input");
    Shortened expected = Shortened.of(row, "expected");
    Shortened baseline = Shortened.of(row, "baseline_output");
    Shortened other = Shortened.of(row, "other_output");
    return flip(
        row,
        input.value(),
        expected.value(),
        baseline.value(),
        other.value(),
        input.cut()
            || expected.cut()
            || baseline.cut()
            || other.cut()
            || row.getBoolean("baseline_scores_cut")
            || row.getBoolean("other_scores_cut"));
  }

  private static Flip whole(Row row) {
    return flip(
        row,
        JsonColumns.tree(row, "input"),
        JsonColumns.tree(row, "expected"),
        JsonColumns.tree(row, "baseline_output"),
        JsonColumns.tree(row, "other_output"),
        false);
  }

  private static Flip flip(
      Row row, JsonNode input, JsonNode expected, JsonNode baseline, JsonNode other, boolean cut) {
    return new Flip(
        row.getString("item_id"),
        row.getInteger("position"),
        row.getInteger("repeat"),
        row.getString("section"),
        direction(row.getBoolean("baseline_passed"), row.getBoolean("other_passed")).wire(),
        input,
        expected,
        new Flip.Side(baseline, JsonColumns.tree(row, "baseline_scores")),
        new Flip.Side(other, JsonColumns.tree(row, "other_scores")),
        cut);
  }

  private static FlipDirection direction(Boolean baseline, Boolean other) {
    if (Objects.equals(baseline, other)) {
      return FlipDirection.DIFFERS;
    }
    return Boolean.TRUE.equals(baseline) ? FlipDirection.REGRESSED : FlipDirection.IMPROVED;
  }
}

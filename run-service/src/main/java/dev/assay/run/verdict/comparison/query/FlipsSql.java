package dev.assay.run.verdict.comparison.query;

import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.platform.paging.Shortened;

/** The statements that find flips; $1 is the baseline, $2 the other run. */
final class FlipsSql {
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

  /**
   * Both runs item by item, up to a condition, as {@code found}; $3 is a key of a scorer, or null.
   */
  static final String PAIRS =
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

  /** Ends the pairs with those that passed on one side and failed on the other. */
  static final String FLIPPED = "where b.passed <> o.passed)";

  private static final String SCORES =
      """
      (select json_object_agg(s.key, json_build_object('score', s.score, 'passed', s.passed,
                'reason', %s) order by s.key)::text
       from scores s where s.run_id = %s and s.n = %s)
      """;

  private static final String LONG = "octet_length(s.reason) > " + Shortened.WHOLE;
  private static final String REASON =
      "case when " + LONG + " then left(s.reason, 500) || '…' else s.reason end";

  // Row by row through the primary keys, as few as are shown.
  private static final String JOINED =
      """
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
      """;

  // Taken out of the item once, wherever it is looked at: that is what the offset is for.
  private static final String TEXTS =
      """
      cross join lateral (
        select %s::text as input, %s::text as expected, x.output::text as baseline_output,
               y.output::text as other_output
        offset 0
      ) v
      order by f.position, f.repeat
      """
          .formatted(
              JsonColumns.member("i.body", "input"), JsonColumns.member("i.body", "expected"));

  private static final String ABOUT =
      "select i.item_id, f.position, f.repeat, i.section, f.baseline_passed, f.other_passed, ";

  private static final String WHOLE = ABOUT + scores("s.reason") + ", v.* from f " + JOINED + TEXTS;

  private static final String LONG_REASON =
      "exists (select from scores s where s.run_id = %s and s.n = %s and " + LONG + ")";

  private static final String REASONS =
      "(select coalesce(sum(%s + 100), 0) from scores s where s.run_id = %%s and s.n = %%s)"
          .formatted(PageFit.bytes("s.key") + " + " + Shortened.bytes("s.reason"));

  // What an item holds of input and expected value is at most all of it.
  private static final String SIZED =
      "select f.*, "
          + String.join(
              " + ",
              "least(" + PageFit.bytes("i.body") + ", " + 2 * Shortened.WHOLE + ")",
              Shortened.bytes("x.output"),
              Shortened.bytes("y.output"),
              REASONS.formatted("$1", "f.baseline_n"),
              REASONS.formatted("$2", "f.other_n"))
          + " as page_bytes from (select * from found where (position, repeat) > ($4, $5)"
          + " order by position, repeat limit $6) f "
          + JOINED;

  /**
   * A page of what was found behind a position and repeat, $4 and $5; $6 is one more than its rows.
   */
  static final String PAGE =
      ", f as materialized ("
          + PageFit.of(SIZED, "position, repeat", 6)
          + ") "
          + ABOUT
          + String.join(
              ", ",
              scores(REASON),
              LONG_REASON.formatted("$1", "f.baseline_n") + " as baseline_scores_cut",
              LONG_REASON.formatted("$2", "f.other_n") + " as other_scores_cut",
              Shortened.columns("v.input", "input"),
              Shortened.columns("v.expected", "expected"),
              Shortened.columns("v.baseline_output", "baseline_output"),
              Shortened.columns("v.other_output", "other_output"))
          + ", f.page_there from f "
          + JOINED
          + TEXTS;

  /** Where the first of each direction are found. */
  static final String PICKS =
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

  /** One of them with its texts, by the numbers of its units. */
  static final String ONE =
      """
      with f as (
        select u.n as baseline_n, $4::int as other_n, u.position, u.repeat,
               $5::boolean as baseline_passed, not $5::boolean as other_passed
        from units u where u.run_id = $1 and u.n = $3
      )
      """
          + WHOLE;

  private FlipsSql() {}

  private static String scores(String reason) {
    return SCORES.formatted(reason, "$1", "f.baseline_n")
        + " as baseline_scores, "
        + SCORES.formatted(reason, "$2", "f.other_n")
        + " as other_scores";
  }
}

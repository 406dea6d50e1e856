package dev.assay.run.verdict.totals.query;

import dev.assay.common.part.Answer;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.verdict.totals.Retried;
import dev.assay.run.verdict.totals.Unmeasured;
import dev.assay.run.verdict.totals.UnmeasuredReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/** Counts what makes the numbers of a run doubtful, in one walk over its units. */
public final class DoubtsQuery {
  /** Why an answer ended, see the finish reasons in docs/providers.md. */
  public static final String TRUNCATED = "a.finish_reason = '" + Answer.LENGTH + "'";

  private static final String FILTERED = "a.finish_reason = '" + Answer.CONTENT_FILTER + "'";

  // In words of the model, which a filter's note is not.
  private static final String REFUSED =
      "(nullif(a.refusal, '') is not null and (" + FILTERED + ") is not true)";

  // That an item expects nothing is seen by the item.
  private static final String SQL =
      """
      select
        count(*) filter (where %s) as truncated,
        count(*) filter (where %s) as filtered,
        count(*) filter (where %s) as refused,
        count(*) filter (where u.error_code = any($2) or s.unparsable) as unparsable,
        count(*) filter (where s.bare) as without_expectation,
        count(*) filter (where u.status = 'error') as errors,
        count(*) filter (where u.status in ('passed', 'failed') and u.attempts = 1
                         and s.held) as first,
        count(*) filter (where u.status = 'passed' and u.attempts = 1 and s.held) as first_passed,
        count(*) filter (where u.status in ('passed', 'failed') and u.attempts > 1
                         and s.held) as again,
        count(*) filter (where u.status = 'passed' and u.attempts > 1 and s.held) as again_passed
      from units u
      join runs r on r.id = u.run_id
      left join answers a on a.run_id = u.run_id and a.n = u.n
      left join lateral (
        select bool_or(c.error_code = any($2)) as unparsable,
               bool_or(c.error_code = any($3)
                 or c.status = 'skipped' and i.expected is null
                   and c.reason ~* $4) as bare,
               bool_or(c.passed is not null) as held
        from scores c
        left join lateral (
          select nullif(%s::text, 'null') as expected
          from items i
          where c.status = 'skipped' and i.dataset_version_id = r.dataset_version_id
            and i.position = u.position
        ) i on true
        where c.run_id = u.run_id and c.n = u.n
      ) s on true
      where u.run_id = $1 and u.status not in ('pending', 'dispatched')
      """
          .formatted(TRUNCATED, FILTERED, REFUSED, JsonColumns.member("i.body", "expected"));

  private DoubtsQuery() {}

  /** What was counted. */
  public record Doubts(Unmeasured unmeasured, Retried retried) {}

  /** Counts; of a run that still goes on, as far as it has come. */
  public static Uni<Doubts> compute(SqlConnection tx, UUID runId) {
    return Db.query(
            tx,
            SQL,
            runId,
            UnmeasuredReason.unreadable(),
            UnmeasuredReason.bare(),
            UnmeasuredReason.BARE_WORDS)
        .map(Rows::one)
        .map(DoubtsQuery::doubts);
  }

  private static Doubts doubts(Row row) {
    return new Doubts(
        new Unmeasured(
            row.getLong("truncated"),
            row.getLong("filtered"),
            row.getLong("refused"),
            row.getLong("unparsable"),
            row.getLong("without_expectation"),
            row.getLong("errors")),
        new Retried(
            row.getLong("first"),
            row.getLong("first_passed"),
            row.getLong("again"),
            row.getLong("again_passed")));
  }
}

package dev.assay.run.preview.scorer;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.common.part.Score;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.runs.AnswerRows;
import dev.assay.run.runs.AnsweredUnit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads answers of a run for a try-out. */
@ApplicationScoped
class StoredAnswers {
  private static final TypeReference<List<Score>> SCORES = new TypeReference<>() {};
  // By n: units are numbered in the order of dispatch, of which any beginning is a fair sample.
  private static final String SIZED =
      """
      select one.*, %s as page_bytes
      from (
        select u.n
        from units u
        join runs r on r.id = u.run_id
        join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
        join answers a on a.run_id = u.run_id and a.n = u.n
        where u.run_id = $1 and u.status in ('passed', 'failed', 'error', 'skipped')
          and ($2::text is null or i.section = $2)
        order by u.n limit $3
      ) one
      join units u on u.run_id = $1 and u.n = one.n
      join runs r on r.id = u.run_id
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      join answers a on a.run_id = u.run_id and a.n = u.n
      """
          .formatted(PageFit.bytes("i.body", "a.output", "a.tool_calls"));
  private static final String READ =
      """
      select u.n, u.position, u.repeat, u.status, u.generation, u.latency_ms, u.ttft_ms, u.cached,
             case when u.cached then u.saved_cost else u.cost end as cost, i.item_id, i.section,
             i.label, i.body::text as body, a.output::text as output,
             a.tool_calls::text as tool_calls, a.finish_reason, a.refusal, a.usage::text as usage,
             a.model, a.request_id,
             (select coalesce(json_agg(json_build_object('key', s.key, 'scorer', s.scorer,
                       'version', s.scorer_version, 'status', s.status, 'score', s.score,
                       'passed', s.passed) order by s.key), '[]')::text
              from scores s where s.run_id = u.run_id and s.n = u.n) as scores
      from (%s) f
      join units u on u.run_id = $1 and u.n = f.n
      join runs r on r.id = u.run_id
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      join answers a on a.run_id = u.run_id and a.n = u.n
      order by u.n
      """
          .formatted(PageFit.of(SIZED, "n", 3));

  private final Db db;

  StoredAnswers(Db db) {
    this.db = db;
  }

  /**
   * The first so many answers, fewer when they are long.
   *
   * @param section only of this one, null for all
   */
  Uni<List<StoredAnswer>> read(UUID runId, String section, int limit) {
    return db.query(READ, runId, section, limit + 1)
        .map(rows -> Rows.list(rows, row -> read(runId, row)));
  }

  private static StoredAnswer read(UUID runId, Row row) {
    AnsweredUnit answered = AnswerRows.read(runId, row);
    return new StoredAnswer(
        row.getInteger("position"),
        row.getInteger("repeat"),
        UnitStatus.of(row.getString("status")),
        answered.chars(),
        answered.unit(),
        JsonColumns.read(row, "scores", SCORES));
  }
}

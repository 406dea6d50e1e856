package dev.assay.run.preview.rehearsal;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads what questions of a scorer to a model took in earlier runs. */
@ApplicationScoped
class JudgeHistory {
  // By way of what reads a NUL: one run of an older build with one would end this for all.
  private static final String READ =
      """
      with newest as (
        select id, dataset_name, %s as judges from runs
        where workspace_id = $1 and cardinality(judge_keys) > 0 order by id desc limit 200
      ), alike as (
        select r.id, j.key, r.dataset_name is not distinct from $5 as same
        from newest r
        cross join lateral json_each(
          case when json_typeof(r.judges) = 'object' then r.judges end) as j(key, judge)
        where j.judge->>'provider' = $2 and j.judge->>'model' = $3
        order by r.dataset_name is not distinct from $5 desc, r.id desc limit 3
      )
      select count(*)::int as judgements, coalesce(bool_and(a.same), false) as same,
             sum(s.judge_tokens_in)::float8 / sum(s.questions) as tokens_in,
             sum(s.judge_tokens_out)::float8 / sum(s.questions) as tokens_out
      from alike a
      cross join lateral (
        select questions, judge_tokens_in, judge_tokens_out from scores
        where run_id = a.id and key = a.key and scorer = $4 and status = 'success'
          and questions > 0 and judge_tokens_in is not null and judge_tokens_out is not null
        limit 1000
      ) s
      """
          .formatted(JsonColumns.member("spec", "judges"));

  private final Db db;

  JudgeHistory(Db db) {
    this.db = db;
  }

  /**
   * What earlier questions took.
   *
   * @param judgements how many scores it is known from
   * @param sameDataset whether all of them are of the same dataset
   * @param tokensIn mean prompt tokens of a question, null when not known
   * @param tokensOut mean completion tokens of a reply, null when not known
   */
  record Known(int judgements, boolean sameDataset, Double tokensIn, Double tokensOut) {
    /** Whether it is enough to go by. */
    boolean enough() {
      return judgements >= Experience.LEAST;
    }
  }

  Uni<Known> of(UUID workspaceId, RunSpec.Judge judge, String scorer, String dataset) {
    return db.query(READ, workspaceId, judge.provider(), judge.model(), scorer, dataset)
        .map(rows -> known(Rows.one(rows)));
  }

  private static Known known(Row row) {
    return new Known(
        row.getInteger("judgements"),
        row.getBoolean("same"),
        row.getDouble("tokens_in"),
        row.getDouble("tokens_out"));
  }
}

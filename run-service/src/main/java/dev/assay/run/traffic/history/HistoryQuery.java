package dev.assay.run.traffic.history;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.runs.TrafficSource;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the runs over a source with what their summaries say. */
@ApplicationScoped
class HistoryQuery {
  private static final String OF_SOURCE =
      """
      r.workspace_id = $1 and r.target_kind = 'traffic'
        and r.spec->'target'->'traffic'->>'source_type' = $2
        and r.spec->'target'->'traffic'->>'id' = $3
        and ($4::text is null or r.spec->'target'->'traffic'->>'agent_version' = $4)
      """;
  // A run whose inputs were asked again of a version of the skill; a rerun of such a one, too.
  private static final String RERUN =
      """
      r.workspace_id = $1 and $2::text = 'skill' and r.skill_name = $3 and $4::text is null
        and r.parent_run_id is not null and exists (
          with recursive before as (
            select p.parent_run_id, p.target_kind from runs p where p.id = r.parent_run_id
            union all
            select p.parent_run_id, p.target_kind from runs p join before b on p.id = b.parent_run_id
          )
          select from before where target_kind = 'traffic')
      """;
  private static final String MEASURED =
      """
      select r.id, r.name, r.finished_at, r.status, r.total, s.scorer, r.parent_run_id,
        r.spec->'target'->>'skill' as skill,
        coalesce(s.corrected, 0) as corrected, s.fields,
        (r.summary->>'pass_rate')::float8 as pass_rate,
        case when r.target_kind = 'traffic'
          then r.total - (select count(*) from units u
                          where u.run_id = r.id and u.error_code = 'NOT_COMPLETED')
          -- Of what is asked again something may be answered by nobody.
          else (select count(*) from answers a where a.run_id = r.id) end as completed
      from (
        select * from runs r
        where %s and r.status in ('successful', 'partially_successful') and r.summary is not null
        order by r.id desc limit $6
      ) r
      left join lateral (
        select e.key as scorer, coalesce((e.value->>'count')::bigint, 0) as corrected,
          (e.value->'fields')::text as fields
        from json_each(r.summary->'scorers') e
        where json_typeof(e.value->'fields') = 'object' and ($5::text is null or e.key = $5)
        limit 1
      ) s on true
      order by r.id
      """;
  private static final String STATUSES =
      "select r.status, count(*) as n from runs r where "
          + OF_SOURCE
          + " group by r.status order by n desc, r.status";

  private final Db db;

  HistoryQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /**
   * The newest completed runs over a source, whatever window they took, the oldest first.
   *
   * @param scorer key of the one that compares fields; null for the first of each run
   * @param limit of runs
   */
  Uni<List<MeasuredRun>> runs(UUID workspaceId, TrafficSource source, String scorer, int limit) {
    return measured(OF_SOURCE, workspaceId, source, scorer, limit);
  }

  /** The newest completed reruns of those, the oldest first; only a skill has some. */
  Uni<List<MeasuredRun>> reruns(UUID workspaceId, TrafficSource source, String scorer, int limit) {
    return measured(RERUN, workspaceId, source, scorer, limit);
  }

  private Uni<List<MeasuredRun>> measured(
      String which, UUID workspaceId, TrafficSource source, String scorer, int limit) {
    return db.query(
            MEASURED.formatted(which),
            workspaceId,
            source.sourceType().wire(),
            source.id(),
            source.agentVersion(),
            scorer,
            limit)
        // A summary has up to a thousand fields.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(rows -> Rows.list(rows, MeasuredRun::of));
  }

  /** How many runs of a source have each status. */
  Uni<Map<String, Long>> statuses(UUID workspaceId, TrafficSource source) {
    return db.query(
            STATUSES, workspaceId, source.sourceType().wire(), source.id(), source.agentVersion())
        .map(
            rows -> {
              Map<String, Long> counts = new LinkedHashMap<>();
              for (Row row : rows) {
                counts.put(row.getString("status"), row.getLong("n"));
              }
              return counts;
            });
  }
}

package dev.assay.run.results.figures;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads maps: one statement, hence one moment, and one row whatever the size of the run. */
@ApplicationScoped
class MapQuery {
  // A band is a gap-free row of positions of one section: within it position and number in the
  // section grow alike.
  private static final String READ =
      """
      select r.generation, r.event_seq, r.repeats, r.total, r.pending, r.dispatched, r.answered,
             r.passed, r.failed, r.errored, r.skipped, r.cancelled, r.cached, r.cut,
             u.letters, coalesce(b.names, '{}') as names, coalesce(b.froms, '{}') as froms,
             coalesce(b.tos, '{}') as tos
      from runs r,
        lateral (
          select coalesce(string_agg(
              case status when 'pending' then '.' when 'dispatched' then 'o' when 'answered' then 'a'
                          when 'passed' then 'p' when 'failed' then 'f' when 'error' then 'e'
                          when 'skipped' then 's' when 'cancelled' then 'c' end,
              '' order by position, repeat), '') as letters
          from units where run_id = r.id
        ) u,
        lateral (
          select array_agg(section order by first) as names, array_agg(first order by first) as froms,
                 array_agg(last order by first) as tos
          from (
            select section, min(position) as first, max(position) as last
            from (
              select i.section, i.position,
                     i.position - row_number() over (partition by i.section order by i.position)
                       as island
              from items i
              join units k on k.run_id = r.id and k.repeat = 0 and k.position = i.position
              where i.dataset_version_id = r.dataset_version_id
            ) placed
            group by section, island
          ) bands
        ) b
      where r.id = $1 and r.workspace_id = $2
      """;

  private final Db db;

  MapQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** The map of a run; fails with NOT_FOUND when the workspace has no such run. */
  Uni<RunMap> read(UUID workspaceId, UUID runId) {
    return db.inTransaction(tx -> Db.overWholeRun(tx, () -> Db.query(tx, READ, runId, workspaceId)))
        .map(
            rows ->
                Rows.first(rows)
                    .map(row -> RunMap.of(runId, row))
                    .orElseThrow(() -> ProblemException.notFound("run", runId)));
  }
}

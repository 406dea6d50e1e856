package dev.assay.run.engine.backlog;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What runs ask of their targets. */
@ApplicationScoped
class TargetsAsked {
  // What a run that is being cancelled, or cut, has with workers still keeps them busy.
  private static final String READ =
      """
      with asked as (
        select r.workspace_id, w.name as workspace, r.provider_name, r.model, r.dispatched,
          case when r.status = 'cancelling' or r.cutting is not null then 0 else r.pending end
            as pending,
          r.concurrency, r.queued_at
        from runs r join workspaces w on w.id = r.workspace_id
        where r.status in ('queued', 'running_dataset', 'cancelling')
          and r.target_kind = 'provider'
      )
      select workspace_id, workspace, provider_name, model,
        sum(pending)::bigint as pending, sum(dispatched)::bigint as dispatched, count(*) as runs,
        sum(least(concurrency, pending + dispatched))::bigint as wanted,
        extract(epoch from now() - min(queued_at) filter (where pending > 0))::bigint as oldest
      from asked where pending + dispatched > 0
      group by 1, 2, 3, 4
      """;

  private final Db db;

  TargetsAsked(Db db) {
    this.db = db.asService().in(Lane.READER);
  }

  /** Of all workspaces: whoever calls this sees to it who may know. */
  Uni<List<Asked>> read() {
    return db.query(READ).map(rows -> Rows.list(rows, TargetsAsked::asked));
  }

  private static Asked asked(Row row) {
    return new Asked(
        row.getUUID("workspace_id"),
        row.getString("workspace"),
        row.getString("provider_name"),
        row.getString("model"),
        row.getLong("pending"),
        row.getLong("dispatched"),
        row.getLong("runs"),
        row.getLong("wanted"),
        row.getLong("oldest"));
  }
}

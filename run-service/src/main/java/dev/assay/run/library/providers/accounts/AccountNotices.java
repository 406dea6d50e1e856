package dev.assay.run.library.providers.accounts;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.runs.events.Events;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLedger;
import dev.assay.run.runs.state.RunLocks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Tells the runs that call an account when its condition changes, as {@code run.log}. Every replica
 * hears the same workers: the one whose update really changes the row tells, and no other.
 */
@ApplicationScoped
class AccountNotices {
  private static final String CHANGE =
      """
      insert into account_conditions (workspace_id, provider, condition, at)
      select w.id, $2, $3, now() from workspaces w where w.id = $1
      on conflict (workspace_id, provider) do update set condition = excluded.condition, at = now()
      where account_conditions.condition <> excluded.condition
      returning condition
      """;
  private static final String RUNS =
      """
      select id from runs
      where workspace_id = $1 and provider_name = $2
        and status in ('queued', 'running_dataset', 'evaluating_results')
      """;

  private final Db db;
  private final RunLedger ledger;

  AccountNotices(Db db, RunLedger ledger) {
    this.db = db;
    this.ledger = ledger;
  }

  /** Takes down the condition, and tells of it when that changed something. */
  Uni<Void> tell(UUID workspaceId, String provider, Condition condition) {
    return db.inTransaction(
        tx ->
            Db.query(tx, CHANGE, workspaceId, provider, condition.name().toLowerCase(Locale.ROOT))
                .flatMap(
                    changed ->
                        changed.rowCount() == 0
                            ? Uni.createFrom().voidItem()
                            : tellRuns(tx, workspaceId, provider, condition)));
  }

  private Uni<Void> tellRuns(
      SqlConnection tx, UUID workspaceId, String provider, Condition condition) {
    return Db.query(tx, RUNS, workspaceId, provider)
        .map(
            rows -> {
              List<UUID> ids = new ArrayList<>();
              rows.forEach(row -> ids.add(row.getUUID("id")));
              return ids;
            })
        .flatMap(ids -> RunLocks.lock(tx, ids))
        .flatMap(runs -> InOrder.each(runs.values(), run -> tell(tx, run, provider, condition)));
  }

  private Uni<?> tell(SqlConnection tx, LockedRun run, String provider, Condition condition) {
    if (run.status().isTerminal()) {
      return Uni.createFrom().voidItem();
    }
    return ledger.book(
        tx,
        run,
        new RunChange()
            .event(Events.log(condition.level(), condition.code(), condition.message(provider))));
  }
}

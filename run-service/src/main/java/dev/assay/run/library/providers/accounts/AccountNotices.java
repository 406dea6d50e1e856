package dev.assay.run.library.providers.accounts;

import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.events.Events;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLedger;
import dev.assay.run.runs.state.RunLocks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells the runs that call an account when its condition changes, as {@code run.log}. Every replica
 * hears the same workers: the one whose update really changes the row tells, and no other.
 */
@ApplicationScoped
class AccountNotices {
  private static final Logger LOG = Logger.getLogger(AccountNotices.class);
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

  /**
   * Takes down the condition, and tells of it when that changed something: each run in a
   * transaction of its own, so that one which is held or cannot be told keeps it from no other.
   */
  Uni<Void> tell(UUID workspaceId, String provider, Condition condition) {
    return db.query(CHANGE, workspaceId, provider, condition.name().toLowerCase(Locale.ROOT))
        .flatMap(
            changed ->
                changed.rowCount() == 0
                    ? Uni.createFrom().voidItem()
                    : tellRuns(workspaceId, provider, condition));
  }

  private Uni<Void> tellRuns(UUID workspaceId, String provider, Condition condition) {
    return db.query(RUNS, workspaceId, provider)
        .map(rows -> Rows.list(rows, row -> row.getUUID("id")))
        .flatMap(ids -> InOrder.each(ids, id -> tellRun(id, provider, condition)));
  }

  private Uni<?> tellRun(UUID id, String provider, Condition condition) {
    return db.inTransaction(
            tx ->
                RunLocks.lock(tx, id)
                    .flatMap(
                        run ->
                            run == null
                                ? Uni.createFrom().nullItem()
                                : tell(tx, run, provider, condition)))
        .onFailure()
        .invoke(e -> LOG.warnf("run not told of its account run=%s error=%s", id, e.toString()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<RunStatus> tell(
      SqlConnection tx, LockedRun run, String provider, Condition condition) {
    if (run.status().isTerminal()) {
      return Uni.createFrom().item(run.status());
    }
    return ledger.book(
        tx,
        run,
        new RunChange()
            .event(Events.log(condition.level(), condition.code(), condition.message(provider))));
  }
}

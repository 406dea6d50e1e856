package dev.assay.run.engine.sweep;

import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.RunCancelled;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.link.broker.BrokerLink;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLedger;
import dev.assay.run.runs.state.RunLocks;
import dev.assay.run.runs.state.UnitMoves;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Cancels: announced again and again, so that a worker that joins late hears of them, and ended in
 * the books when a worker does not report back.
 */
@ApplicationScoped
public class LateCancels {
  private static final String FIND =
      """
      select id, generation,
             status = 'cancelling' and cancelling_at < now() - $1 * interval '1 ms' as late
      from runs
      where status in ('cancelling', 'cancelled')
        and (status = 'cancelling' or cancelling_at > now() - $2 * interval '1 ms')
      """;
  private static final Set<UnitStatus> OPEN =
      EnumSet.of(UnitStatus.PENDING, UnitStatus.DISPATCHED, UnitStatus.ANSWERED);

  private final Db db;
  private final SweepConfig config;
  private final RunLedger ledger;
  private final BrokerLink link;

  public LateCancels(Db db, SweepConfig config, RunLedger ledger, BrokerLink link) {
    this.db = db;
    this.config = config;
    this.ledger = ledger;
    this.link = link;
  }

  Uni<Integer> sweep() {
    return db.query(FIND, config.cancel().toMillis(), config.announceCancel().toMillis())
        .flatMap(this::handle);
  }

  private Uni<Integer> handle(RowSet<Row> rows) {
    List<RunCancelled.Run> cancelled = new ArrayList<>();
    List<UUID> late = new ArrayList<>();
    for (Row row : rows) {
      cancelled.add(new RunCancelled.Run(row.getUUID("id"), row.getInteger("generation")));
      if (row.getBoolean("late")) {
        late.add(row.getUUID("id"));
      }
    }
    if (!cancelled.isEmpty()) {
      link.publish(Address.CONTROL, Envelope.of(null, new RunCancelled(cancelled)));
    }
    return InOrder.each(late, id -> db.inTransaction(tx -> end(tx, id))).replaceWith(late.size());
  }

  private Uni<Void> end(SqlConnection tx, UUID id) {
    return RunLocks.lock(tx, id)
        .flatMap(
            run ->
                run == null || run.status() != RunStatus.CANCELLING
                    ? Uni.createFrom().voidItem()
                    : end(tx, run));
  }

  private Uni<Void> end(SqlConnection tx, LockedRun run) {
    return UnitMoves.end(tx, run, OPEN, UnitStatus.CANCELLED, "CANCELLED")
        .flatMap(delta -> ledger.book(tx, run, new RunChange().count(delta)))
        .replaceWithVoid();
  }
}

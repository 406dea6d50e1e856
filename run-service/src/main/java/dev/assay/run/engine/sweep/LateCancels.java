package dev.assay.run.engine.sweep;

import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.RunCancelled;
import dev.assay.link.broker.BrokerLink;
import dev.assay.run.engine.books.Leftovers;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Cancels: announced again and again, so that a worker that joins late hears of them, and ended in
 * the books when a worker does not report back.
 */
@ApplicationScoped
public class LateCancels {
  // Two looks, each through an index of its own: of all runs that ever were, only few are read.
  static final String FIND =
      """
      select id, generation, cancelling_at < now() - $1 * interval '1 ms' as late
      from runs where status = 'cancelling'
      union all
      select id, generation, false
      from runs where status = 'cancelled' and cancelling_at > now() - $2 * interval '1 ms'
      """;
  static final String LEFT =
      """
      select id from runs
      where status in ('queued', 'running_dataset', 'evaluating_results', 'cancelling')
        and (status = 'cancelling' and pending > 0 or cutting is not null or reviving is not null)
      """;
  private static final String STEP = "moving what an action left over";

  private final Db db;
  private final SweepConfig config;
  private final BrokerLink link;
  private final Leftovers leftovers;
  private final RunTroubles troubles;

  public LateCancels(
      Db db, SweepConfig config, BrokerLink link, Leftovers leftovers, RunTroubles troubles) {
    this.db = db;
    this.config = config;
    this.link = link;
    this.leftovers = leftovers;
    this.troubles = troubles;
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
    return troubles
        .each(STEP, late, Function.identity(), run -> leftovers.endCancelled(run, "CANCELLED"))
        .replaceWith(late.size());
  }

  /**
   * Goes on where a cancel, a cut or a run's going on has left off: it takes many transactions in a
   * large run.
   */
  Uni<Integer> sweepLeftovers() {
    return db.query(LEFT)
        .map(rows -> Rows.list(rows, row -> row.getUUID("id")))
        .flatMap(
            runs ->
                troubles
                    .each(STEP, runs, Function.identity(), leftovers::end)
                    .replaceWith(runs.size()));
  }
}

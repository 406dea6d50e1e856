package dev.assay.run.engine.sweep;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.UnitRef;
import dev.assay.common.status.RunStatus;
import dev.assay.run.engine.dispatch.CallSender;
import dev.assay.run.engine.dispatch.ClaimedUnit;
import dev.assay.run.engine.dispatch.UnitClaims;
import dev.assay.run.engine.intake.AnswerIntake;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.runs.state.RunLocks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Calls whose message was not stamped, or whose answer is missing long after the unit's deadline:
 * sent again. A unit that was lost with its worker several times ends in an error.
 */
@ApplicationScoped
public class LateCalls {
  private static final Logger LOG = Logger.getLogger(LateCalls.class);
  private static final String FIND =
      """
      select u.run_id, u.n, u.generation, u.deliveries, u.call_sent_at is null as unsent
      from runs r join units u on u.run_id = r.id and u.status = 'dispatched'
      where r.status in ('queued', 'running_dataset')
        and ((u.call_sent_at is null and u.dispatched_at < now() - $1 * interval '1 ms')
          or u.dispatched_at < now() - ($2 + (r.spec->'policy'->>'deadline_ms')::bigint)
                                       * interval '1 ms')
      limit 2000
      """;

  private final Db db;
  private final SweepConfig config;
  private final UnitClaims claims;
  private final CallSender sender;
  private final AnswerIntake answers;

  public LateCalls(
      Db db, SweepConfig config, UnitClaims claims, CallSender sender, AnswerIntake answers) {
    this.db = db;
    this.config = config;
    this.claims = claims;
    this.sender = sender;
    this.answers = answers;
  }

  Uni<Integer> sweep() {
    return db.query(FIND, config.unsent().toMillis(), config.unanswered().toMillis())
        .flatMap(this::handle);
  }

  private Uni<Integer> handle(RowSet<Row> rows) {
    Map<UUID, List<Integer>> again = new LinkedHashMap<>();
    List<ModelReply> lost = new ArrayList<>();
    for (Row row : rows) {
      UUID runId = row.getUUID("run_id");
      int n = row.getInteger("n");
      if (!row.getBoolean("unsent") && row.getInteger("deliveries") >= config.deliveries()) {
        lost.add(lost(new UnitRef(runId, n, row.getInteger("generation"))));
      } else {
        again.computeIfAbsent(runId, r -> new ArrayList<>()).add(n);
      }
    }
    if (rows.size() > 0) {
      LOG.infof("late calls again=%d lost=%d", rows.size() - lost.size(), lost.size());
    }
    Uni<Void> given = lost.isEmpty() ? Uni.createFrom().voidItem() : answers.take(lost);
    return given.flatMap(x -> handOut(again)).replaceWith(rows.size());
  }

  private ModelReply lost(UnitRef unit) {
    Failure failure =
        new Failure(
            ErrorCode.WORKER_LOST,
            "This item was handed out "
                + config.deliveries()
                + " times and no worker came back with an answer.");
    return ModelReply.failed(unit, failure);
  }

  private Uni<Void> handOut(Map<UUID, List<Integer>> units) {
    return InOrder.each(
        units.entrySet(), e -> reclaim(e.getKey(), e.getValue()).flatMap(sender::send));
  }

  private Uni<List<ClaimedUnit>> reclaim(UUID runId, List<Integer> units) {
    return db.inTransaction(
        tx ->
            RunLocks.lock(tx, runId)
                .flatMap(
                    run ->
                        run != null && RunStatus.DISPATCHING.contains(run.status())
                            ? claims.reclaim(
                                tx,
                                runId,
                                units.toArray(Integer[]::new),
                                config.unsent().toMillis())
                            : Uni.createFrom().item(List.of())));
  }
}

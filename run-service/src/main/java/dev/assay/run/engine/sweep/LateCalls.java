package dev.assay.run.engine.sweep;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.UnitRef;
import dev.assay.common.status.RunStatus;
import dev.assay.run.engine.dispatch.CallSender;
import dev.assay.run.engine.dispatch.ClaimedUnit;
import dev.assay.run.engine.dispatch.UnitClaims;
import dev.assay.run.engine.intake.AnswerIntake;
import dev.assay.run.engine.losses.LostCalls;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.state.RunLocks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
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
      select u.run_id, u.n, u.generation, u.deliveries, u.call_sent_at is null as unsent,
             u.attempts, u.dispatched_at, now() as now
      from runs r join units u on u.run_id = r.id and u.status = 'dispatched'
      where r.status in ('queued', 'running_dataset')
        and ((u.call_sent_at is null and u.dispatched_at < now() - $1 * interval '1 ms')
          or u.dispatched_at < now() - ($2 + r.deadline_ms) * interval '1 ms')
        and r.id <> all($3)
      limit 2000
      """;

  private static final String STEP = "handing out again what came to nothing";

  private final Db db;
  private final SweepConfig config;
  private final UnitClaims claims;
  private final CallSender sender;
  private final AnswerIntake answers;
  private final RunTroubles troubles;

  /** What is late in one run: units to be handed out again, and those that are given up. */
  private record Late(UUID runId, List<Integer> again, List<ModelReply> lost) {}

  public LateCalls(
      Db db,
      SweepConfig config,
      UnitClaims claims,
      CallSender sender,
      AnswerIntake answers,
      RunTroubles troubles) {
    this.troubles = troubles;
    this.db = db;
    this.config = config;
    this.claims = claims;
    this.sender = sender;
    this.answers = answers;
  }

  Uni<Integer> sweep() {
    return db.query(
            FIND,
            config.unsent().toMillis(),
            config.unanswered().toMillis(),
            troubles.resting(STEP))
        .flatMap(this::handle);
  }

  private Uni<Integer> handle(RowSet<Row> rows) {
    Map<UUID, Late> byRun = new LinkedHashMap<>();
    for (Row row : rows) {
      UUID runId = row.getUUID("run_id");
      int n = row.getInteger("n");
      Late late =
          byRun.computeIfAbsent(runId, r -> new Late(r, new ArrayList<>(), new ArrayList<>()));
      if (!row.getBoolean("unsent") && row.getInteger("deliveries") >= config.deliveries()) {
        late.lost().add(lost(new UnitRef(runId, n, row.getInteger("generation")), row));
      } else {
        late.again().add(n);
      }
    }
    if (rows.size() > 0) {
      LOG.infof("late calls units=%d runs=%d", rows.size(), byRun.size());
    }
    return troubles.each(STEP, byRun.values(), Late::runId, this::handle).replaceWith(rows.size());
  }

  private Uni<Void> handle(Late late) {
    Uni<Void> given =
        late.lost().isEmpty() ? Uni.createFrom().voidItem() : answers.take(late.lost());
    return given.flatMap(
        x ->
            late.again().isEmpty()
                ? Uni.createFrom().voidItem()
                : reclaim(late.runId(), late.again()).flatMap(sender::send));
  }

  private ModelReply lost(UnitRef unit, Row row) {
    Failure failure =
        new Failure(
            ErrorCode.WORKER_LOST,
            "This item was handed out "
                + config.deliveries()
                + " times and no worker came back with an answer.");
    OffsetDateTime handed = row.getOffsetDateTime("dispatched_at");
    Attempt attempt =
        LostCalls.attempt(row.getInteger("attempts") + 1, handed, row.getOffsetDateTime("now"));
    return ModelReply.failed(unit, ModelReply.RUN_SERVICE, failure, List.of(attempt), null);
  }

  private Uni<List<ClaimedUnit>> reclaim(UUID runId, List<Integer> units) {
    return db.inTransaction(
        tx ->
            RunLocks.lock(tx, runId)
                .flatMap(
                    run ->
                        run != null && RunStatus.DISPATCHING.contains(run.status())
                            ? claims.reclaim(
                                tx, run, units.toArray(Integer[]::new), config.unsent().toMillis())
                            : Uni.createFrom().item(List.of())));
  }
}

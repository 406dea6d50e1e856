package dev.assay.run.engine.dispatch;

import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.platform.db.AdvisoryLock;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.shutdown.Stoppable;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunLocks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Hands out units. Each round claims, in one transaction, as many as runs may have in flight and
 * workers can hold; after the commit the calls are sent, and stamped when the broker has accepted
 * them. One round at a time in this replica, and by an advisory lock one at a time in all.
 */
@ApplicationScoped
public class Dispatcher implements Stoppable {
  private static final String LOCK = "select pg_try_advisory_xact_lock($1) as locked";
  private static final String CANDIDATES =
      """
      select id, concurrency, dispatched,
             -- Only what may go out now: places kept for parked units would stand empty.
             (select count(*)::int from (
                select 1 from units u
                where u.run_id = runs.id and u.status = 'pending'
                  and (u.not_before is null or u.not_before <= now())
                limit $1) due) as due,
             (total - pending - dispatched)
               / greatest(0.2, extract(epoch from now() - coalesce(started_at, now())))::float8
               as rate,
             sum(dispatched) over () + (select count(*) from judgings) as in_flight
      from runs
      where status in ('queued', 'running_dataset') and target_kind = 'provider'
      order by queued_at, id
      """;

  private final Db db;
  private final UnitClaims claims;
  private final CallSender sender;
  private final WorkerRegistry workers;
  private final DispatchConfig config;
  private final Bell bell;
  private final Rounds rounds;
  private final Counter dispatched;

  public Dispatcher(
      Db db,
      UnitClaims claims,
      CallSender sender,
      WorkerRegistry workers,
      DispatchConfig config,
      Vertx vertx,
      Bell bell,
      MeterRegistry metrics) {
    this.db = db;
    this.claims = claims;
    this.sender = sender;
    this.workers = workers;
    this.config = config;
    this.bell = bell;
    this.rounds = new Rounds("dispatch", this::round, config, vertx);
    this.dispatched = metrics.counter("assay.units.dispatched");
  }

  void start(@Observes StartupEvent event) {
    bell.onRing(rounds::ring);
    rounds.start();
  }

  /** The round that runs ends first: what the broker took unstamped would be asked twice. */
  @Override
  public Uni<Void> stop() {
    return rounds.stop();
  }

  private Uni<Rounds.Outcome> round() {
    int capacity = workers.capacity();
    if (capacity == 0) {
      return Uni.createFrom().item(Rounds.Outcome.NOTHING);
    }
    return db.inTransaction(tx -> lockAndClaim(tx, capacity))
        .flatMap(units -> sender.send(units).replaceWith(units.size()))
        .invoke(count -> dispatched.increment(count))
        .map(count -> new Rounds.Outcome(count, count >= config.batch()));
  }

  private Uni<List<ClaimedUnit>> lockAndClaim(SqlConnection tx, int capacity) {
    return Db.query(tx, LOCK, AdvisoryLock.DISPATCH.key())
        .map(rows -> Rows.one(rows).getBoolean("locked"))
        .flatMap(
            mine ->
                mine
                    ? Db.query(tx, CANDIDATES, config.batch()).map(rows -> plan(rows, capacity))
                    : Uni.createFrom().item(Map.<UUID, Integer>of()))
        .flatMap(plan -> claimAll(tx, plan));
  }

  private Map<UUID, Integer> plan(RowSet<Row> rows, int capacity) {
    List<DispatchPlan.Candidate> candidates = new ArrayList<>();
    int alive = workers.alive();
    long inFlight = 0;
    for (Row row : rows) {
      inFlight = row.getLong("in_flight");
      int window =
          DispatchPlan.window(row.getInteger("concurrency"), alive, row.getDouble("rate"), config);
      int room = Math.min(window - row.getInteger("dispatched"), row.getInteger("due"));
      if (room > 0) {
        candidates.add(
            new DispatchPlan.Candidate(row.getUUID("id"), row.getInteger("dispatched"), room));
      }
    }
    long free = Math.min(capacity - inFlight, config.batch());
    return DispatchPlan.divide(candidates, (int) Math.max(0, free));
  }

  private Uni<List<ClaimedUnit>> claimAll(SqlConnection tx, Map<UUID, Integer> plan) {
    if (plan.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return RunLocks.lock(tx, plan.keySet())
        .flatMap(
            runs -> InOrder.flatMap(runs.values(), run -> claimOne(tx, run, plan.get(run.id()))));
  }

  /** The plan was made without locks: what it allows is looked at again under the run's lock. */
  private Uni<List<ClaimedUnit>> claimOne(SqlConnection tx, LockedRun run, int planned) {
    int window =
        DispatchPlan.window(run.concurrency(), workers.alive(), run.answersPerSecond(), config);
    int room =
        Math.min(Math.min(planned, window - run.counts().dispatched()), run.affordableItems());
    boolean open = RunStatus.DISPATCHING.contains(run.status());
    return open && room > 0
        ? claims.claim(tx, run, room)
        : Uni.createFrom().item(List.<ClaimedUnit>of());
  }
}

package dev.assay.run.engine.dispatch;

import dev.assay.common.status.RunStatus;
import dev.assay.run.engine.fairness.FairShare;
import dev.assay.run.engine.fairness.FairShare.Candidate;
import dev.assay.run.engine.fairness.Standing;
import dev.assay.run.engine.fairness.Standings;
import dev.assay.run.engine.troubles.Passing;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.platform.db.AdvisoryLock;
import dev.assay.run.platform.db.Columns;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.shutdown.Stoppable;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.Purse;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Hands out units. Each round claims, in one transaction, as many as runs may have in flight and
 * workers can hold; after the commit the calls are sent, and stamped when the broker has accepted
 * them. One round at a time in this replica, and by an advisory lock one at a time in all.
 */
@ApplicationScoped
public class Dispatcher implements Stoppable {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class);
  private static final String LOCK = "select pg_try_advisory_xact_lock($1) as locked";
  // What is being cut is not handed out any more, and still has places.
  private static final String CANDIDATES =
      """
      select r.id, concurrency, dispatched, status = 'queued' as begins,
             case when cutting is null then pending else 0 end as waiting,
             greatest(0, total - pending - dispatched - done_before)
               / greatest(0.2, extract(epoch from now() - coalesce(generation_started_at, now())))
               ::float8 as rate,
             sum(dispatched) over () + (select count(*) from judgings) as in_flight,
             pending, answered, total, cost, tokens_in, tokens_out,
             cardinality(judge_keys) as judges,
      """
          + Standings.COLUMNS
          + Purse.COLUMNS
          + """
          from runs r join workspaces w on w.id = r.workspace_id
          where status in ('queued', 'running_dataset') and target_kind = 'provider'
          order by queued_at, r.id
          """;
  // Only what may go out now: places kept for parked units would stand empty, and so would those
  // for units that workers were lost with, of which only some are out at a time (UnitClaims). In
  // order, for else the planner, which takes a run for small, gathers all that waits before it
  // counts.
  static final String DUE =
      """
      select w.id, w.workspace_id, w.dispatched, least(w.room, due.k + suspect.k) as due
      from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[])
        with ordinality as w(id, workspace_id, dispatched, room, i)
      join runs r on r.id = w.id
      cross join lateral (
        select count(*)::int as k from (
          select 1 from units u
          where u.run_id = w.id and u.status = 'pending' and u.deliveries < 2
            and (u.not_before is null or u.not_before <= now())
          order by u.n limit w.room) ready) due
      cross join lateral (
        select count(*)::int as k from (
          select 1 from units u
          where u.run_id = w.id and u.status = 'pending' and u.deliveries >= 2
            and (u.not_before is null or u.not_before <= now())
            and not exists (select 1 from units f where f.run_id = w.id
                            and f.status = 'dispatched' and f.deliveries >= 2)
          order by u.n limit r.suspects) alone) suspect
      order by w.i
      """;
  private static final String IN_FLIGHT =
      """
      select coalesce(sum(dispatched), 0) + (select count(*) from judgings) as in_flight
      from runs where status in ('queued', 'running_dataset') and target_kind = 'provider'
      """;

  /** What is not done for a run that rests ({@link RunTroubles}). */
  public static final String STEP = "handing out its items";

  private final Db db;
  private final UnitClaims claims;
  private final CallSender sender;
  private final WorkerRegistry workers;
  private final DispatchConfig config;
  private final Bell bell;
  private final RunTroubles troubles;
  private final Stragglers stragglers;
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
      MeterRegistry metrics,
      RunTroubles troubles) {
    this.db = db;
    this.claims = claims;
    this.sender = sender;
    this.workers = workers;
    this.config = config;
    this.bell = bell;
    this.troubles = troubles;
    this.stragglers = new Stragglers(db, AdvisoryLock.DISPATCH);
    this.rounds = new Rounds("dispatch", this::round, config, vertx);
    this.dispatched = metrics.counter("assay.units.dispatched");
  }

  void start(@Observes StartupEvent event) {
    bell.onRing(rounds::ring);
    rounds.start();
  }

  /** What is under way ends first: what the broker took unstamped would be asked twice. */
  @Override
  public Uni<Void> stop() {
    return rounds.stop().flatMap(rested -> stragglers.rest());
  }

  /** One round; beside another one it finds nothing to do. */
  Uni<Rounds.Outcome> round() {
    int capacity = workers.capacity();
    if (capacity == 0) {
      return Uni.createFrom().item(Rounds.Outcome.NOTHING);
    }
    Map<UUID, Integer> plan = new LinkedHashMap<>();
    Map<UUID, Integer> busy = new LinkedHashMap<>();
    return db.inTransaction(tx -> lockAndClaim(tx, capacity, plan, busy))
        .invoke(claimed -> waitFor(busy))
        .onFailure(e -> Passing.countsAgainst(e) && !plan.isEmpty())
        .recoverWithUni(e -> claimApart(plan, e))
        .flatMap(units -> sender.send(units).replaceWith(units.size()))
        .invoke(count -> dispatched.increment(count))
        .map(count -> new Rounds.Outcome(count, count >= config.batch()));
  }

  private Uni<List<ClaimedUnit>> lockAndClaim(
      SqlConnection tx, int capacity, Map<UUID, Integer> plan, Map<UUID, Integer> busy) {
    return Db.query(tx, LOCK, AdvisoryLock.DISPATCH.key())
        .map(rows -> Rows.one(rows).getBoolean("locked"))
        .flatMap(
            mine ->
                mine
                    ? plan(tx, capacity).invoke(plan::putAll)
                    : Uni.createFrom().item(Map.<UUID, Integer>of()))
        .flatMap(planned -> claimAll(tx, planned, busy));
  }

  private Uni<Map<UUID, Integer>> plan(SqlConnection tx, int capacity) {
    return Db.query(tx, CANDIDATES)
        .flatMap(
            rows -> {
              long inFlight = rows.size() == 0 ? 0 : Rows.one(rows).getLong("in_flight");
              long free = Math.min(capacity - inFlight - stragglers.places(), config.batch());
              return free <= 0
                  ? Uni.createFrom().item(Map.of())
                  : Standings.of(tx, rows)
                      .flatMap(standings -> plan(tx, hungry(rows, standings), standings, free));
            });
  }

  private static Uni<Map<UUID, Integer>> plan(
      SqlConnection tx, List<Candidate> hungry, Map<UUID, Standing> standings, long free) {
    return hungry.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : due(tx, hungry).map(due -> FairShare.divide(due, standings, (int) free));
  }

  /** Runs that may have more in flight than they have, and have something to hand out. */
  private List<Candidate> hungry(RowSet<Row> rows, Map<UUID, Standing> standings) {
    List<Candidate> candidates = new ArrayList<>();
    Map<UUID, Integer> begun = new HashMap<>();
    int alive = workers.alive();
    for (Row row : rows) {
      UUID id = row.getUUID("id");
      UUID workspace = row.getUUID("workspace_id");
      // Also one that cannot begin now, because it is waited for, has its place among those that
      // do.
      if (row.getBoolean("begins")
          && begun.merge(workspace, 1, Integer::sum) > standings.get(workspace).starts()) {
        continue;
      }
      int inFlight = row.getInteger("dispatched");
      int window =
          DispatchPlan.window(row.getInteger("concurrency"), alive, row.getDouble("rate"), config);
      // Places that a run may not pay for would stand empty, and others want them.
      int room =
          Math.min(
              Math.min(window - inFlight, row.getInteger("waiting")), Purse.affordableItems(row));
      if (room > 0 && !stragglers.has(id) && !troubles.rests(STEP, id)) {
        candidates.add(new Candidate(id, workspace, inFlight, Math.min(room, config.batch())));
      }
    }
    return candidates;
  }

  /** With no more room than there are units that may go out now. */
  private static Uni<List<Candidate>> due(SqlConnection tx, List<Candidate> candidates) {
    return Db.query(
            tx,
            DUE,
            Columns.column(candidates, UUID[]::new, Candidate::runId),
            Columns.column(candidates, UUID[]::new, Candidate::workspaceId),
            Columns.column(candidates, Integer[]::new, Candidate::inFlight),
            Columns.column(candidates, Integer[]::new, Candidate::room))
        .map(
            rows ->
                Rows.list(
                    rows,
                    row ->
                        new Candidate(
                            row.getUUID("id"),
                            row.getUUID("workspace_id"),
                            row.getInteger("dispatched"),
                            row.getInteger("due"))));
  }

  private Uni<List<ClaimedUnit>> claimAll(
      SqlConnection tx, Map<UUID, Integer> plan, Map<UUID, Integer> busy) {
    if (plan.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return RunLocks.lockFree(tx, plan.keySet())
        .invoke(
            free -> {
              busy.putAll(plan);
              busy.keySet().removeAll(free.keySet());
            })
        .flatMap(
            free -> InOrder.flatMap(free.values(), run -> claimOne(tx, run, plan.get(run.id()))));
  }

  /** Somebody works on these at the moment: that must not hold up the others. */
  private void waitFor(Map<UUID, Integer> busy) {
    busy.forEach(
        (run, places) ->
            stragglers.await(run, places, id -> claimAndSend(id, places), bell::ringForTargets));
  }

  private Uni<Void> claimAndSend(UUID run, int places) {
    return troubles.apart(STEP, run, () -> claimAlone(run, places).flatMap(sender::send));
  }

  /** The data of one of them does not let it be claimed: the others are, and it is found. */
  private Uni<List<ClaimedUnit>> claimApart(Map<UUID, Integer> plan, Throwable e) {
    LOG.warnf("round failed, runs are looked at one by one runs=%d error=%s", plan.size(), e);
    List<ClaimedUnit> all = new ArrayList<>();
    return troubles
        .each(
            STEP,
            List.copyOf(plan.entrySet()),
            Map.Entry::getKey,
            one -> claimAlone(one.getKey(), one.getValue()).invoke(all::addAll))
        .replaceWith(all);
  }

  private Uni<List<ClaimedUnit>> claimAlone(UUID runId, int places) {
    return stragglers
        .alone(
            runId,
            (tx, run) ->
                Db.query(tx, IN_FLIGHT)
                    .map(rows -> workers.capacity() - Rows.one(rows).getLong("in_flight"))
                    .flatMap(free -> claimOne(tx, run, (int) Math.max(0, Math.min(places, free)))))
        .map(units -> units == null ? List.of() : units);
  }

  /** The plan was made without locks: what it allows is looked at again under the run's lock. */
  private Uni<List<ClaimedUnit>> claimOne(SqlConnection tx, LockedRun run, int planned) {
    int window =
        DispatchPlan.window(run.concurrency(), workers.alive(), run.answersPerSecond(), config);
    int room =
        Math.min(Math.min(planned, window - run.counts().dispatched()), run.affordableItems());
    boolean open = RunStatus.DISPATCHING.contains(run.status()) && run.cutting() == null;
    return open && room > 0
        ? claims.claim(tx, run, room)
        : Uni.createFrom().item(List.<ClaimedUnit>of());
  }
}

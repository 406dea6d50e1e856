package dev.assay.run.engine.judging;

import dev.assay.common.status.RunStatus;
import dev.assay.run.engine.books.Settlement;
import dev.assay.run.engine.dispatch.Bell;
import dev.assay.run.engine.dispatch.DispatchConfig;
import dev.assay.run.engine.dispatch.Rounds;
import dev.assay.run.engine.dispatch.Stragglers;
import dev.assay.run.engine.fairness.Standings;
import dev.assay.run.engine.judging.JudgingClaims.Judging;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.platform.db.AdvisoryLock;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.shutdown.Stoppable;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunLocks;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Hands answers to judges. Each round claims, in one transaction, as many as each judge of a run
 * may have under way and workers can hold; after the commit the tasks are sent, and stamped when
 * the broker has accepted them. One round at a time in this replica, and by an advisory lock in
 * all.
 */
@ApplicationScoped
public class JudgeDispatcher implements Stoppable {
  private static final Logger LOG = Logger.getLogger(JudgeDispatcher.class);
  private static final Set<RunStatus> JUDGED =
      EnumSet.of(RunStatus.RUNNING_DATASET, RunStatus.EVALUATING_RESULTS);
  // Answers that wait for something else than a judge; a few more are looked at for their sake.
  private static final int LOOK_FURTHER = 500;
  // Judges get at least this share of the workers, however much the targets ask.
  private static final int SHARE = 4;
  private static final String CANDIDATES =
      """
      select r.id, r.generation, r.canaries = '{}' as unproven, r.workspace_id, w.weight,
        w.max_in_flight
      from runs r join workspaces w on w.id = r.workspace_id
      where r.status in ('running_dataset', 'evaluating_results') and r.answered > 0
        and cardinality(r.judge_keys) > 0
      order by r.queued_at, r.id
      """;
  private static final String TAKEN =
      """
      select pg_try_advisory_xact_lock($1) as mine,
             (select coalesce(sum(dispatched), 0) from runs
              where status in ('queued', 'running_dataset')) as asked,
             (select count(*) from judgings) as judged
      """;
  private static final String STEP = "asking its judges";
  private static final String UNDER_WAY =
      "select key, count(*)::int as k from judgings where run_id = $1 group by key";

  private final Db db;
  private final JudgingClaims claims;
  private final JudgeSender sender;
  private final RunSpecs specs;
  private final Canaries canaries;
  private final Settlement settlement;
  private final WorkerRegistry workers;
  private final DispatchConfig config;
  private final Bell bell;
  private final RunTroubles troubles;
  private final Stragglers stragglers;
  private final Rounds rounds;

  /**
   * A run that has answers to judge.
   *
   * @param mostInFlight calls that its workspace may have with workers, null for no limit
   */
  private record Candidate(
      UUID runId,
      int generation,
      boolean unproven,
      UUID workspaceId,
      int weight,
      Integer mostInFlight) {}

  public JudgeDispatcher(
      Db db,
      JudgingClaims claims,
      JudgeSender sender,
      RunSpecs specs,
      Canaries canaries,
      Settlement settlement,
      WorkerRegistry workers,
      DispatchConfig config,
      Vertx vertx,
      Bell bell,
      RunTroubles troubles) {
    this.db = db;
    this.claims = claims;
    this.sender = sender;
    this.specs = specs;
    this.canaries = canaries;
    this.settlement = settlement;
    this.workers = workers;
    this.config = config;
    this.bell = bell;
    this.troubles = troubles;
    this.stragglers = new Stragglers(db, AdvisoryLock.JUDGES);
    this.rounds = new Rounds("judges", this::round, config, vertx);
  }

  void start(@Observes StartupEvent event) {
    bell.onRingForJudges(rounds::ring);
    rounds.start();
  }

  /** What is under way ends first: what the broker took unstamped would be asked twice. */
  @Override
  public Uni<Void> stop() {
    return rounds.stop().flatMap(rested -> stragglers.rest());
  }

  private Uni<Rounds.Outcome> round() {
    if (workers.capacity() == 0) {
      return Uni.createFrom().item(Rounds.Outcome.NOTHING);
    }
    return db.query(CANDIDATES)
        .map(rows -> Rows.list(rows, JudgeDispatcher::candidate))
        .flatMap(this::handOut)
        .map(count -> new Rounds.Outcome(count, count >= config.batch()));
  }

  /** What is to be done after the transaction of a run. */
  private static final class Next {
    private Runnable after = () -> {};
    private boolean looked;
  }

  private static Candidate candidate(Row row) {
    return new Candidate(
        row.getUUID("id"),
        row.getInteger("generation"),
        row.getBoolean("unproven"),
        row.getUUID("workspace_id"),
        row.getInteger("weight"),
        row.getInteger("max_in_flight"));
  }

  /**
   * Each workspace gets places by its weight, and within it each run the same number; what one does
   * not need is left for the next round.
   */
  private Uni<Integer> handOut(List<Candidate> all) {
    List<Candidate> candidates =
        all.stream().filter(candidate -> !stragglers.has(candidate.runId())).toList();
    if (candidates.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    AtomicInteger count = new AtomicInteger();
    Map<UUID, Double> parts = parts(candidates);
    return troubles
        .each(
            STEP,
            candidates,
            Candidate::runId,
            run -> handOut(run, parts.get(run.workspaceId())).invoke(count::addAndGet))
        .replaceWith(count::get);
  }

  /** Which part of the places one run of each workspace gets. */
  private static Map<UUID, Double> parts(List<Candidate> candidates) {
    Map<UUID, Integer> runs = new LinkedHashMap<>();
    Map<UUID, Integer> weights = new LinkedHashMap<>();
    for (Candidate one : candidates) {
      runs.merge(one.workspaceId(), 1, Integer::sum);
      weights.put(one.workspaceId(), one.weight());
    }
    double all = weights.values().stream().mapToInt(weight -> weight).sum();
    Map<UUID, Double> parts = new LinkedHashMap<>();
    runs.forEach((id, count) -> parts.put(id, weights.get(id) / all / count));
    return parts;
  }

  /** In a transaction of its own, so that what one run does or waits for is no other one's. */
  private Uni<Integer> handOut(Candidate candidate, double part) {
    Next next = new Next();
    return specs
        .get(candidate.runId(), candidate.generation())
        .flatMap(
            known ->
                db.inTransaction(tx -> claimFree(tx, candidate, known, part, next))
                    .invoke(claimed -> next.after.run())
                    .call(claimed -> next.looked ? prove(candidate, known) : nothing()))
        .flatMap(claimed -> sender.send(claimed).replaceWith(claimed.size()));
  }

  private Uni<List<Judging>> claimFree(
      SqlConnection tx, Candidate candidate, RunSpecs.Known known, double part, Next next) {
    return Db.query(tx, TAKEN, AdvisoryLock.JUDGES.key())
        .map(Rows::one)
        .flatMap(
            row -> {
              int places = row.getBoolean("mine") ? places(row, part) : 0;
              return places <= 0
                  ? Uni.createFrom().item(List.of())
                  : Standings.room(tx, candidate.workspaceId(), candidate.mostInFlight())
                      .flatMap(
                          room -> lockAndClaim(tx, candidate, known, Math.min(places, room), next));
            });
  }

  private Uni<List<Judging>> lockAndClaim(
      SqlConnection tx, Candidate candidate, RunSpecs.Known known, int places, Next next) {
    return places <= 0
        ? Uni.createFrom().item(List.of())
        : RunLocks.lockFree(tx, List.of(candidate.runId()))
            .map(locked -> locked.get(candidate.runId()))
            .flatMap(run -> claimOrWait(tx, candidate, run, known, places, next));
  }

  /** Of all that are free now, the part of one run; none gets nothing for ever. */
  private int places(Row taken, double part) {
    int capacity = workers.capacity();
    long free =
        Math.max(capacity - taken.getLong("asked"), capacity / SHARE) - taken.getLong("judged");
    return (int) Math.min(free, Math.max(1, Math.min(free, config.batch()) * part));
  }

  private Uni<List<Judging>> claimOrWait(
      SqlConnection tx,
      Candidate candidate,
      LockedRun run,
      RunSpecs.Known known,
      int places,
      Next next) {
    UUID id = candidate.runId();
    if (run == null) {
      // Somebody works on it: it is waited for beside the rounds.
      next.after =
          () -> stragglers.await(id, places, same -> later(candidate, known, places), bell::ring);
      return Uni.createFrom().item(List.of());
    }
    if (settlement.judgesSpent(run, known.spec())) {
      // What follows may be the end of the run, with all that is computed then.
      next.after = () -> stragglers.await(id, 0, same -> cut(id, known), bell::ringForTargets);
      return Uni.createFrom().item(List.of());
    }
    next.looked = true;
    return claimOne(tx, candidate, run, known, places);
  }

  private Uni<Void> later(Candidate candidate, RunSpecs.Known known, int places) {
    return troubles.apart(
        STEP,
        candidate.runId(),
        () ->
            stragglers
                .alone(candidate.runId(), (tx, run) -> claimOne(tx, candidate, run, known, places))
                .call(claimed -> claimed == null ? nothing() : prove(candidate, known))
                .flatMap(claimed -> claimed == null ? nothing() : sender.send(claimed)));
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  private Uni<List<Judging>> claimOne(
      SqlConnection tx, Candidate candidate, LockedRun run, RunSpecs.Known known, int places) {
    boolean same = run.generation() == candidate.generation();
    return same && JUDGED.contains(run.status()) && !settlement.judgesSpent(run, known.spec())
        ? claimFree(tx, run, known, places)
        : Uni.createFrom().item(List.of());
  }

  private Uni<Void> cut(UUID runId, RunSpecs.Known known) {
    return troubles.apart(
        STEP,
        runId,
        () ->
            db.inTransaction(
                tx ->
                    RunLocks.lock(tx, runId)
                        .flatMap(
                            run ->
                                run == null || !JUDGED.contains(run.status())
                                    ? Uni.createFrom().item(false)
                                    : settlement.cutJudges(tx, run, known.spec()))));
  }

  /** Shows judges answers whose worth is known, before the run's own. */
  private Uni<Void> prove(Candidate run, RunSpecs.Known known) {
    if (!run.unproven()) {
      return nothing();
    }
    return Uni.createFrom()
        .deferred(() -> canaries.show(run.runId(), run.generation(), known))
        .onFailure()
        .invoke(e -> LOG.debugf("canaries not shown run=%s: %s", run.runId(), e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<List<Judging>> claimFree(
      SqlConnection tx, LockedRun run, RunSpecs.Known known, int most) {
    return Db.query(tx, UNDER_WAY, run.id()).flatMap(rows -> claimFree(tx, run, known, rows, most));
  }

  private Uni<List<Judging>> claimFree(
      SqlConnection tx, LockedRun run, RunSpecs.Known known, Iterable<Row> rows, int most) {
    Map<String, Integer> underWay = new LinkedHashMap<>();
    int all = 0;
    for (Row row : rows) {
      underWay.put(row.getString("key"), row.getInteger("k"));
      all += row.getInteger("k");
    }
    String[] keys = known.spec().judgeKeys().toArray(String[]::new);
    Integer[] rooms = new Integer[keys.length];
    for (int i = 0; i < keys.length; i++) {
      int concurrency = JudgeRefs.concurrency(known, known.spec().judges().get(keys[i]));
      rooms[i] = Math.max(0, concurrency - underWay.getOrDefault(keys[i], 0));
    }
    int affordable = Math.min(most, run.affordableJudgements(all));
    return affordable <= 0
        ? Uni.createFrom().item(List.of())
        : claims.claim(tx, run, keys, rooms, affordable, all + affordable + LOOK_FURTHER);
  }
}

package dev.assay.run.engine.judging;

import dev.assay.common.status.RunStatus;
import dev.assay.run.engine.books.Settlement;
import dev.assay.run.engine.dispatch.Bell;
import dev.assay.run.engine.dispatch.DispatchConfig;
import dev.assay.run.engine.dispatch.Rounds;
import dev.assay.run.engine.judging.JudgingClaims.Judging;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.platform.db.AdvisoryLock;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
      select r.id, r.generation, r.canaries = '{}' as unproven,
             (select coalesce(sum(dispatched), 0) from runs
              where status in ('queued', 'running_dataset')) as asked,
             (select count(*) from judgings) as judged
      from runs r
      where r.status in ('running_dataset', 'evaluating_results') and r.answered > 0
        and cardinality(r.judge_keys) > 0
        and pg_try_advisory_xact_lock($1)
      order by r.queued_at, r.id
      """;
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
  private final Rounds rounds;

  private record Candidate(UUID runId, int generation, boolean unproven) {}

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
      Bell bell) {
    this.db = db;
    this.claims = claims;
    this.sender = sender;
    this.specs = specs;
    this.canaries = canaries;
    this.settlement = settlement;
    this.workers = workers;
    this.config = config;
    this.bell = bell;
    this.rounds = new Rounds("judges", this::round, config, vertx);
  }

  void start(@Observes StartupEvent event) {
    bell.onRingForJudges(rounds::ring);
    rounds.start();
  }

  /** The round that runs ends first: what the broker took unstamped would be asked twice. */
  @Override
  public Uni<Void> stop() {
    return rounds.stop();
  }

  /** What a round found to do. */
  private record Round(List<Judging> judgings, List<Candidate> unproven) {}

  private Uni<Rounds.Outcome> round() {
    int capacity = workers.capacity();
    if (capacity == 0) {
      return Uni.createFrom().item(Rounds.Outcome.NOTHING);
    }
    return db.inTransaction(tx -> claim(tx, capacity))
        .call(round -> prove(round.unproven()))
        .flatMap(round -> sender.send(round.judgings()).replaceWith(round.judgings().size()))
        .map(count -> new Rounds.Outcome(count, count >= config.batch()));
  }

  /** Shows judges answers whose worth is known, before the run's own. */
  private Uni<Void> prove(List<Candidate> unproven) {
    return InOrder.each(unproven, this::prove);
  }

  private Uni<Void> prove(Candidate run) {
    return specs
        .get(run.runId(), run.generation())
        .flatMap(known -> canaries.show(run.runId(), run.generation(), known))
        .onFailure()
        .invoke(e -> LOG.debugf("canaries not shown run=%s: %s", run.runId(), e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Round> claim(SqlConnection tx, int capacity) {
    return Db.query(tx, CANDIDATES, AdvisoryLock.JUDGES.key())
        .flatMap(rows -> claim(tx, rows, capacity));
  }

  private Uni<Round> claim(SqlConnection tx, Iterable<Row> rows, int capacity) {
    Map<UUID, Candidate> candidates = new LinkedHashMap<>();
    long free = 0;
    for (Row row : rows) {
      UUID id = row.getUUID("id");
      candidates.put(
          id, new Candidate(id, row.getInteger("generation"), row.getBoolean("unproven")));
      long judged = row.getLong("judged");
      free = Math.max(capacity - row.getLong("asked"), capacity / SHARE) - judged;
    }
    long most = Math.min(free, config.batch());
    if (candidates.isEmpty() || most <= 0) {
      return Uni.createFrom().item(new Round(List.of(), List.of()));
    }
    Set<UUID> spent = new HashSet<>();
    return claimAll(tx, candidates, (int) most, spent)
        .map(all -> new Round(all, unproven(candidates, spent)));
  }

  private static List<Candidate> unproven(Map<UUID, Candidate> candidates, Set<UUID> spent) {
    return candidates.values().stream()
        .filter(c -> c.unproven() && !spent.contains(c.runId()))
        .toList();
  }

  /** Each run gets the same number of places; what one does not need is left for the next round. */
  private Uni<List<Judging>> claimAll(
      SqlConnection tx, Map<UUID, Candidate> candidates, int most, Set<UUID> spent) {
    int each = Math.max(1, most / candidates.size());
    return RunLocks.lock(tx, candidates.keySet())
        .flatMap(runs -> InOrder.flatMap(runs.values(), run -> claimOne(tx, run, each, spent)));
  }

  private Uni<List<Judging>> claimOne(SqlConnection tx, LockedRun run, int most, Set<UUID> spent) {
    if (!JUDGED.contains(run.status())) {
      return Uni.createFrom().item(List.of());
    }
    return specs.get(tx, run).flatMap(known -> claimUnlessCut(tx, run, known, most, spent));
  }

  private Uni<List<Judging>> claimUnlessCut(
      SqlConnection tx, LockedRun run, RunSpecs.Known known, int most, Set<UUID> spent) {
    return settlement
        .cutJudges(tx, run, known.spec())
        .invoke(cut -> note(spent, run, cut))
        .flatMap(cut -> cut ? Uni.createFrom().item(List.of()) : claimFree(tx, run, known, most));
  }

  private static void note(Set<UUID> spent, LockedRun run, boolean cut) {
    if (cut) {
      spent.add(run.id());
    }
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

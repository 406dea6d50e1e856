package dev.assay.run.engine.tasks;

import dev.assay.common.json.Json;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.ScoreStatus;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.Sender;
import dev.assay.run.engine.leases.Lease;
import dev.assay.run.engine.leases.Leases;
import dev.assay.run.engine.tasks.TaskClaims.Claim;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.library.assets.AssetLinks;
import dev.assay.run.platform.broker.Accepted;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.runs.AnswerRows;
import dev.assay.run.runs.AnsweredUnit;
import dev.assay.run.runs.Parts;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Sends answered units to be scored and stamps them when the broker has accepted. Every door into
 * scoring (a call's answer, a pushed answer, a rescore, the sweeper) leads here; what is not
 * stamped is sent again, unless it is still being sent.
 */
@ApplicationScoped
public class TaskSender {
  private static final int MAX_TASK_CHARS = 512 * 1024;
  // Held in memory at a time with their bodies and answers, however many there are to send.
  private static final int SLICE = 500;
  // Row by row through the primary keys: while a run is young its tables have no statistics, and a
  // join left to the planner would read all of them.
  private static final String LOAD =
      """
      with due as materialized (
        select u.* from unnest($2::int[]) as w(n)
        cross join lateral (
          select u.n, u.position, u.generation, u.latency_ms, u.ttft_ms, u.cached, u.task_losses,
                 case when u.cached then u.saved_cost else u.cost end as cost
          from units u where u.run_id = $1 and u.n = w.n and u.status = 'answered' limit 1
        ) u
      )
      select u.n, u.generation, u.latency_ms, u.ttft_ms, u.cost, u.cached, u.task_losses,
             i.item_id, i.section, i.label, i.body::text as body, a.output::text as output,
             a.tool_calls::text as tool_calls, a.finish_reason, a.refusal, a.usage::text as usage,
             a.model, a.request_id
      from due u
      cross join lateral (
        select * from items i
        where i.dataset_version_id = (select r.dataset_version_id from runs r where r.id = $1)
          and i.position = u.position limit 1
      ) i
      cross join lateral (
        select * from answers a where a.run_id = $1 and a.n = u.n limit 1
      ) a
      order by u.n
      """;
  private static final String SCORES =
      """
      select n, key, scorer, scorer_version, status, score, passed
      from scores where run_id = $1 and n = any($2)
      """;

  private static final String STEP = "sending its answers to be scored";

  private final Db db;
  private final RunSpecs specs;
  private final AssetLinks links;
  private final Sender tasks;
  private final TaskClaims claims;
  private final Leases leases;
  private final TaskConfig config;
  private final RunTroubles troubles;

  TaskSender(
      Db db,
      RunSpecs specs,
      AssetLinks links,
      BrokerLink link,
      TaskClaims claims,
      Leases leases,
      TaskConfig config,
      RunTroubles troubles) {
    this.troubles = troubles;
    this.links = links;
    this.db = db;
    this.specs = specs;
    this.tasks = link.sender(Address.TASKS);
    this.claims = claims;
    this.leases = leases;
    this.config = config;
  }

  /** Sends one task within a lease: of which units, and how. */
  @FunctionalInterface
  public interface Carrier {
    /** Completes when the broker has accepted it, and the lease knows that. */
    Uni<Void> carry(List<Integer> units, Supplier<Uni<Void>> send);
  }

  /**
   * Sends units of several runs, {@value #SLICE} at a time, one slice after the other. Never fails:
   * what is not sent the sweeper finds, and what one run does is no other one's.
   *
   * @param units taken in, or taken by the sweeper, a moment ago
   */
  public Uni<Void> send(Map<UUID, List<Integer>> units) {
    List<Claim> all =
        units.entrySet().stream()
            .flatMap(e -> Claim.of(e.getKey(), e.getValue()).stream())
            .toList();
    return all.isEmpty()
        ? Uni.createFrom().voidItem()
        : leases.during(
            all,
            claims,
            lease ->
                troubles.each(
                    STEP,
                    units.entrySet(),
                    Map.Entry::getKey,
                    e -> send(lease, e.getKey(), e.getValue(), config.taskUnits())));
  }

  /** Sends answers of a run each in a task of its own, so that one shares no other's fate. */
  public Uni<Void> sendSingly(UUID runId, List<Integer> units) {
    return units.isEmpty()
        ? Uni.createFrom().voidItem()
        : leases.during(
            Claim.of(runId, units),
            claims,
            lease -> troubles.apart(STEP, runId, () -> send(lease, runId, units, 1)));
  }

  /**
   * Sends all answers with which a run has begun its generation. However many they are, only those
   * that are sent next are claimed: what the sweeper takes of the others meanwhile is its.
   */
  public Uni<Void> sendAll(UUID runId) {
    AtomicInteger last = new AtomicInteger(-1);
    return Uni.createFrom()
        .deferred(() -> claims.take(runId, last.get(), SLICE))
        .invoke(taken -> taken.forEach(n -> last.accumulateAndGet(n, Math::max)))
        .call(taken -> send(Map.of(runId, taken)))
        .repeat()
        .until(List::isEmpty)
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> send(Lease<Claim> lease, UUID runId, List<Integer> units, int together) {
    return Multi.createFrom()
        .iterable(units)
        .group()
        .intoLists()
        .of(SLICE)
        .onItem()
        .transformToUniAndConcatenate(slice -> sendSlice(lease, runId, slice, together))
        .onItem()
        .ignoreAsUni()
        // What was not come to is left to the sweeper.
        .onTermination()
        .invoke(() -> lease.leave(Claim.of(runId, units)));
  }

  private Uni<Void> sendSlice(Lease<Claim> lease, UUID runId, List<Integer> units, int together) {
    return load(runId, units)
        .flatMap(
            loaded ->
                loaded.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : sendPlain(lease, runId, loaded, together));
  }

  private Uni<List<AnsweredUnit>> load(UUID runId, List<Integer> units) {
    return db.query(LOAD, runId, units.toArray(Integer[]::new))
        .map(
            rows -> {
              List<AnsweredUnit> loaded = new ArrayList<>();
              rows.forEach(
                  row ->
                      loaded.add(
                          AnswerRows.read(runId, row).lostBefore(row.getInteger("task_losses"))));
              return loaded;
            });
  }

  /** The scorers that ask nobody; judges are handed out apart, as many as the run may have. */
  private Uni<Void> sendPlain(
      Lease<Claim> lease, UUID runId, List<AnsweredUnit> units, int together) {
    return specs
        .get(runId, units.get(0).generation())
        .flatMap(run -> sendPlain(lease, runId, run.spec(), units, together))
        .flatMap(sent -> lease.stamp());
  }

  private Uni<Void> sendPlain(
      Lease<Claim> lease, UUID runId, RunSpec spec, List<AnsweredUnit> units, int together) {
    List<ScorerSpec> plain = plain(spec);
    if (plain.isEmpty()) {
      lease.accepted(Claim.of(runId, units.stream().map(AnsweredUnit::n).toList()));
      return Uni.createFrom().voidItem();
    }
    Uni<List<AnsweredUnit>> complete =
        combining(spec) ? withScores(runId, units) : Uni.createFrom().item(units);
    Carrier carrier = (of, send) -> lease.sending(Claim.of(runId, of), send);
    return complete.flatMap(all -> sendParts(runId, plain, null, all, together, carrier));
  }

  /** Whether scorers combine what judges say: they are sent again when judges have spoken. */
  private static boolean combining(RunSpec spec) {
    return !spec.judgeKeys().isEmpty() && !spec.combiningKeys().isEmpty();
  }

  /** With the scores that are there already. */
  private Uni<List<AnsweredUnit>> withScores(UUID runId, List<AnsweredUnit> units) {
    Integer[] numbers = units.stream().map(AnsweredUnit::n).toArray(Integer[]::new);
    return db.query(SCORES, runId, numbers)
        .map(
            rows -> {
              Map<Integer, List<Score>> scores = new HashMap<>();
              for (Row row : rows) {
                scores.computeIfAbsent(row.getInteger("n"), n -> new ArrayList<>()).add(score(row));
              }
              return units.stream().map(l -> l.with(scores.get(l.n()))).toList();
            });
  }

  private static Score score(Row row) {
    return new Score(
        row.getString("key"),
        row.getString("scorer"),
        row.getInteger("scorer_version"),
        Json.mapper().convertValue(row.getString("status"), ScoreStatus.class),
        row.getDouble("score"),
        row.getBoolean("passed"),
        null,
        null,
        null);
  }

  private static List<ScorerSpec> plain(RunSpec spec) {
    List<String> asking = spec.judgeKeys();
    return spec.scorers().stream().filter(s -> !asking.contains(s.key())).toList();
  }

  /**
   * Sends units to be judged.
   *
   * @param keys of the scorers that ask
   * @param judges whom, by key
   * @param carrier sends each task
   */
  public Uni<Void> sendToJudges(
      UUID runId,
      List<Integer> units,
      Set<String> keys,
      Map<String, ScoringTask.Judge> judges,
      Carrier carrier) {
    return load(runId, units)
        .flatMap(
            loaded ->
                loaded.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : specs
                        .get(runId, loaded.get(0).generation())
                        .flatMap(run -> sendJudged(runId, run, loaded, keys, judges, carrier)));
  }

  private Uni<Void> sendJudged(
      UUID runId,
      RunSpecs.Known run,
      List<AnsweredUnit> units,
      Set<String> keys,
      Map<String, ScoringTask.Judge> judges,
      Carrier carrier) {
    List<ScorerSpec> asking =
        run.spec().scorers().stream().filter(s -> keys.contains(s.key())).toList();
    return withImages(run, units)
        .flatMap(shown -> sendParts(runId, asking, judges, shown, config.taskUnits(), carrier));
  }

  /** With permissions at the images that judges are shown. */
  private Uni<List<AnsweredUnit>> withImages(RunSpecs.Known run, List<AnsweredUnit> units) {
    long deadline = run.spec().policy().deadlineMs();
    return InOrder.map(
        units,
        loaded -> links.sign(run.workspaceId(), deadline, loaded.unit().item()).map(loaded::with));
  }

  private Uni<Void> sendParts(
      UUID runId,
      List<ScorerSpec> scorers,
      Map<String, ScoringTask.Judge> judges,
      List<AnsweredUnit> units,
      int together,
      Carrier carrier) {
    List<List<AnsweredUnit>> parts = Parts.of(units, AnsweredUnit::chars, together, MAX_TASK_CHARS);
    return Accepted.of(
            "task",
            runId,
            parts,
            part ->
                carrier.carry(
                    part.stream().map(AnsweredUnit::n).toList(),
                    () -> sendPart(runId, scorers, judges, part)))
        .replaceWithVoid();
  }

  private Uni<Void> sendPart(
      UUID runId,
      List<ScorerSpec> scorers,
      Map<String, ScoringTask.Judge> judges,
      List<AnsweredUnit> part) {
    ScoringTask task =
        new ScoringTask(scorers, part.stream().map(AnsweredUnit::unit).toList(), judges);
    return tasks.send(Envelope.of(runId, task));
  }
}

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

/**
 * Sends answered units to be scored and stamps them when the broker has accepted. Every door into
 * scoring (a call's answer, a pushed answer, a rescore, the sweeper) leads here; what is not
 * stamped is sent again.
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
  // A unit that somebody holds is just being scored: its stamp is of no use any more.
  private static final String STAMP =
      """
      update units u set task_sent_at = now()
      where u.run_id = $1 and u.n = any(array(
        select n from units
        where run_id = $1 and n = any($2) and status = 'answered'
        for update skip locked))
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
  private final TaskConfig config;
  private final RunTroubles troubles;

  TaskSender(
      Db db,
      RunSpecs specs,
      AssetLinks links,
      BrokerLink link,
      TaskConfig config,
      RunTroubles troubles) {
    this.troubles = troubles;
    this.links = links;
    this.db = db;
    this.specs = specs;
    this.tasks = link.sender(Address.TASKS);
    this.config = config;
  }

  /**
   * Sends units of several runs, {@value #SLICE} at a time, one slice after the other. Never fails:
   * what is not sent the sweeper finds, and what one run does is no other one's.
   */
  public Uni<Void> send(Map<UUID, List<Integer>> units) {
    return troubles.each(
        STEP, units.entrySet(), Map.Entry::getKey, e -> send(e.getKey(), e.getValue()));
  }

  /** Sends answers of a run each in a task of its own, so that one shares no other's fate. */
  public Uni<Void> sendSingly(UUID runId, List<Integer> units) {
    return troubles.apart(
        STEP,
        runId,
        () ->
            load(runId, units)
                .flatMap(
                    loaded ->
                        loaded.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : sendPlain(runId, loaded, 1)));
  }

  private Uni<Void> send(UUID runId, List<Integer> units) {
    return Multi.createFrom()
        .iterable(units)
        .group()
        .intoLists()
        .of(SLICE)
        .onItem()
        .transformToUniAndConcatenate(slice -> sendSlice(runId, slice))
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> sendSlice(UUID runId, List<Integer> units) {
    return load(runId, units)
        .flatMap(
            loaded ->
                loaded.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : sendPlain(runId, loaded, config.taskUnits()));
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
  private Uni<Void> sendPlain(UUID runId, List<AnsweredUnit> units, int together) {
    return specs
        .get(runId, units.get(0).generation())
        .flatMap(run -> sendPlain(runId, run.spec(), units, together))
        .flatMap(sent -> stamp(runId, sent));
  }

  private Uni<List<Integer>> sendPlain(
      UUID runId, RunSpec spec, List<AnsweredUnit> units, int together) {
    Uni<List<AnsweredUnit>> complete =
        combining(spec) ? withScores(runId, units) : Uni.createFrom().item(units);
    return complete.flatMap(all -> sendAll(runId, plain(spec), null, all, together));
  }

  private Uni<Void> stamp(UUID runId, List<Integer> sent) {
    return sent.isEmpty()
        ? Uni.createFrom().voidItem()
        : db.query(STAMP, runId, sent.toArray(Integer[]::new)).replaceWithVoid();
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
   * @return the numbers of the units whose task the broker accepted
   */
  public Uni<List<Integer>> sendToJudges(
      UUID runId, List<Integer> units, Set<String> keys, Map<String, ScoringTask.Judge> judges) {
    return load(runId, units)
        .flatMap(
            loaded ->
                loaded.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : sendJudged(runId, loaded, keys, judges));
  }

  private Uni<List<Integer>> sendJudged(
      UUID runId,
      List<AnsweredUnit> units,
      Set<String> keys,
      Map<String, ScoringTask.Judge> judges) {
    return specs
        .get(runId, units.get(0).generation())
        .flatMap(run -> sendJudged(runId, run, units, keys, judges));
  }

  private Uni<List<Integer>> sendJudged(
      UUID runId,
      RunSpecs.Known run,
      List<AnsweredUnit> units,
      Set<String> keys,
      Map<String, ScoringTask.Judge> judges) {
    List<ScorerSpec> asking =
        run.spec().scorers().stream().filter(s -> keys.contains(s.key())).toList();
    return withImages(run, units)
        .flatMap(shown -> sendAll(runId, asking, judges, shown, config.taskUnits()));
  }

  /** With permissions at the images that judges are shown. */
  private Uni<List<AnsweredUnit>> withImages(RunSpecs.Known run, List<AnsweredUnit> units) {
    long deadline = run.spec().policy().deadlineMs();
    return InOrder.map(
        units,
        loaded -> links.sign(run.workspaceId(), deadline, loaded.unit().item()).map(loaded::with));
  }

  private Uni<List<Integer>> sendAll(
      UUID runId,
      List<ScorerSpec> scorers,
      Map<String, ScoringTask.Judge> judges,
      List<AnsweredUnit> units,
      int together) {
    if (scorers.isEmpty()) {
      return Uni.createFrom().item(units.stream().map(AnsweredUnit::n).toList());
    }
    List<List<AnsweredUnit>> parts = Parts.of(units, AnsweredUnit::chars, together, MAX_TASK_CHARS);
    return Accepted.of("task", runId, parts, part -> sendPart(runId, scorers, judges, part))
        .map(sent -> sent.stream().flatMap(List::stream).map(AnsweredUnit::n).toList());
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

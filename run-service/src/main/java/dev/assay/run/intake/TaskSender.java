package dev.assay.run.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.broker.BrokerLink;
import dev.assay.common.broker.Sender;
import dev.assay.common.json.Json;
import dev.assay.common.message.Address;
import dev.assay.common.message.Answer;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ScorerSpec;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.message.UnitRef;
import dev.assay.common.message.Usage;
import dev.assay.run.db.Db;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.scorers.ItemRows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Sends answered units to be scored and stamps them when the broker has accepted. Every door into
 * scoring (a call's answer, a pushed answer, a rescore, the sweeper) leads here; what is not
 * stamped is sent again.
 */
@ApplicationScoped
public class TaskSender {
  private static final Logger LOG = Logger.getLogger(TaskSender.class);
  private static final int MAX_TASK_CHARS = 512 * 1024;
  // Row by row through the primary keys: while a run is young its tables have no statistics, and a
  // join left to the planner would read all of them.
  private static final String LOAD =
      """
      with due as materialized (
        select u.* from unnest($2::int[]) as w(n)
        cross join lateral (
          select u.n, u.position, u.generation, u.latency_ms, u.ttft_ms, u.cached,
                 case when u.cached then u.saved_cost else u.cost end as cost
          from units u where u.run_id = $1 and u.n = w.n and u.status = 'answered' limit 1
        ) u
      )
      select u.n, u.generation, u.latency_ms, u.ttft_ms, u.cost, u.cached, i.item_id, i.section,
             i.label, i.body::text as body, a.output::text as output,
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

  private final Db db;
  private final RunSpecs specs;
  private final Sender tasks;
  private final IntakeConfig config;

  private record Loaded(int generation, int chars, ScoringTask.Unit unit) {}

  /** Over the link to the broker. */
  public TaskSender(Db db, RunSpecs specs, BrokerLink link, IntakeConfig config) {
    this.db = db;
    this.specs = specs;
    this.tasks = link.sender(Address.TASKS);
    this.config = config;
  }

  /** Sends units of several runs. Does not fail when the broker is away: the sweeper comes by. */
  public Uni<Void> send(Map<UUID, List<Integer>> units) {
    return Multi.createFrom()
        .iterable(units.entrySet())
        .onItem()
        .transformToUniAndConcatenate(e -> send(e.getKey(), e.getValue()))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> send(UUID runId, List<Integer> units) {
    return db.query(LOAD, runId, units.toArray(Integer[]::new))
        .map(
            rows -> {
              List<Loaded> loaded = new ArrayList<>();
              rows.forEach(row -> loaded.add(load(runId, row)));
              return loaded;
            })
        .flatMap(
            loaded -> loaded.isEmpty() ? Uni.createFrom().voidItem() : sendLoaded(runId, loaded));
  }

  private Uni<Void> sendLoaded(UUID runId, List<Loaded> units) {
    return specs
        .get(runId, units.get(0).generation())
        .flatMap(run -> sendParts(runId, run.spec().scorers(), parts(units)));
  }

  private Uni<Void> sendParts(UUID runId, List<ScorerSpec> scorers, List<List<Loaded>> parts) {
    List<Uni<List<Integer>>> sends =
        parts.stream().map(part -> sendPart(runId, scorers, part)).toList();
    return Uni.join()
        .all(sends)
        .andCollectFailures()
        .map(sent -> sent.stream().flatMap(List::stream).toArray(Integer[]::new))
        .flatMap(
            sent ->
                sent.length == 0
                    ? Uni.createFrom().voidItem()
                    : db.query(STAMP, runId, sent).replaceWithVoid());
  }

  /** The numbers of the units whose task the broker accepted. */
  private Uni<List<Integer>> sendPart(UUID runId, List<ScorerSpec> scorers, List<Loaded> part) {
    ScoringTask task = new ScoringTask(scorers, part.stream().map(Loaded::unit).toList());
    return tasks
        .send(Envelope.of(runId, task))
        .replaceWith(() -> part.stream().map(l -> l.unit().unit().n()).toList())
        .onFailure()
        .invoke(e -> LOG.debugf("task not sent run=%s: %s", runId, e.getMessage()))
        .onFailure()
        .recoverWithItem(List.of());
  }

  private List<List<Loaded>> parts(List<Loaded> units) {
    List<List<Loaded>> parts = new ArrayList<>();
    List<Loaded> part = new ArrayList<>();
    int chars = 0;
    for (Loaded unit : units) {
      if (!part.isEmpty()
          && (part.size() >= config.taskUnits() || chars + unit.chars() > MAX_TASK_CHARS)) {
        parts.add(part);
        part = new ArrayList<>();
        chars = 0;
      }
      part.add(unit);
      chars += unit.chars();
    }
    parts.add(part);
    return parts;
  }

  private static Loaded load(UUID runId, Row row) {
    String body = row.getString("body");
    String output = row.getString("output");
    Integer latency = row.getInteger("latency_ms");
    Integer ttft = row.getInteger("ttft_ms");
    Answer answer =
        new Answer(
            json(output),
            json(row.getString("tool_calls")),
            row.getString("finish_reason"),
            row.getString("refusal"),
            null,
            usage(row.getString("usage")),
            latency == null ? null : latency.longValue(),
            ttft == null ? null : ttft.longValue(),
            row.getDouble("cost"),
            row.getString("model"),
            row.getString("request_id"),
            row.getBoolean("cached"));
    UnitRef ref = new UnitRef(runId, row.getInteger("n"), row.getInteger("generation"));
    return new Loaded(
        ref.generation(),
        body.length() + (output == null ? 0 : output.length()),
        new ScoringTask.Unit(ref, ItemRows.read(row), answer));
  }

  private static Usage usage(String json) {
    return json == null ? null : Json.mapper().convertValue(json(json), Usage.class);
  }

  private static JsonNode json(String text) {
    try {
      return text == null ? null : Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON cannot be read", e);
    }
  }
}

package dev.assay.run.engine.stalls;

import dev.assay.run.engine.dispatch.Dispatcher;
import dev.assay.run.engine.fairness.Standings;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.state.Purse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Looks beside the rounds at runs that have something due and room for it, while workers have room
 * too or there are none, and get nothing handed out for {@link #SILENT}: each is told once, with
 * the reason, until it goes on; a gauge says how many there are. It decides nothing.
 */
@ApplicationScoped
public class StalledRuns {
  /** So long may nothing be handed out of what is due. */
  static final Duration SILENT = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger(StalledRuns.class);
  private static final long EVERY_MS = 1_000;
  // What may go out now, as the dispatcher looks for it: parked units may not, and of those that
  // workers were lost with none may while one is out.
  private static final String DUE =
      """
      select r.id, r.generation, r.pending, r.dispatched, r.answered, r.total, r.cost, r.tokens_in,
             r.tokens_out, cardinality(r.judge_keys) as judges,
             (select coalesce(sum(dispatched), 0) from runs
              where status in ('queued', 'running_dataset') and target_kind = 'provider')
               + (select count(*) from judgings) as in_flight,
      """
          + Standings.OVER_QUOTA
          + Purse.COLUMNS
          + """
          from runs r join workspaces w on w.id = r.workspace_id
          where r.status in ('queued', 'running_dataset') and r.target_kind = 'provider'
            and r.cutting is null and r.pending > 0 and r.dispatched < r.concurrency
            and exists (
              select 1 from units u
              where u.run_id = r.id and u.status = 'pending'
                and (u.not_before is null or u.not_before <= now())
                and (u.deliveries < 2 or not exists (
                  select 1 from units f
                  where f.run_id = r.id and f.status = 'dispatched' and f.deliveries >= 2)))
          """;
  private static final String FREE = "select id from runs where id = any($1) for share skip locked";

  private final Db db;
  private final WorkerRegistry workers;
  private final RunTroubles troubles;
  private final Vertx vertx;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Map<UUID, Watch> watched = new HashMap<>();
  private volatile Map<UUID, Reason> stalled = Map.of();

  /**
   * A run that is waited for.
   *
   * @param pending of its generation: with each hand-out it is another number
   */
  private record Watch(int generation, int pending, long sinceNanos, boolean told) {}

  StalledRuns(
      Db db, WorkerRegistry workers, RunTroubles troubles, Vertx vertx, MeterRegistry metrics) {
    this.db = db;
    this.workers = workers;
    this.troubles = troubles;
    this.vertx = vertx;
    for (Reason reason : Reason.values()) {
      metrics.gauge(
          "assay.dispatch.stalled",
          Tags.of("reason", reason.wire()),
          this,
          runs -> runs.stalled.values().stream().filter(reason::equals).count());
    }
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(EVERY_MS, id -> look());
  }

  private void look() {
    if (!looking.compareAndSet(false, true)) {
      return;
    }
    db.query(DUE)
        .map(rows -> Rows.list(rows))
        .flatMap(rows -> judge(rows, System.nanoTime()))
        .subscribe()
        .with(
            done -> looking.set(false),
            e -> {
              looking.set(false);
              LOG.debugf("no look at stalled runs error=%s", e.toString());
            });
  }

  private Uni<Void> judge(List<Row> due, long now) {
    int capacity = workers.capacity();
    List<Row> waiting =
        due.stream()
            .filter(row -> capacity == 0 || capacity - row.getLong("in_flight") > 0)
            .toList();
    watch(waiting, now);
    List<Row> silent =
        waiting.stream()
            .filter(row -> now - watched.get(row.getUUID("id")).sinceNanos() >= SILENT.toNanos())
            .toList();
    if (silent.isEmpty()) {
      stalled = Map.of();
      return Uni.createFrom().voidItem();
    }
    UUID[] ids = silent.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
    return db.query(FREE, (Object) ids)
        .map(rows -> new HashSet<>(Rows.list(rows, row -> row.getUUID("id"))))
        .invoke(free -> tell(silent, capacity, free, now))
        .replaceWithVoid();
  }

  /** The clock of one begins when it is first seen to wait, and again with each hand-out. */
  private void watch(List<Row> waiting, long now) {
    Set<UUID> ids = waiting.stream().map(row -> row.getUUID("id")).collect(Collectors.toSet());
    watched.keySet().retainAll(ids);
    for (Row row : waiting) {
      int generation = row.getInteger("generation");
      int pending = row.getInteger("pending");
      watched.compute(
          row.getUUID("id"),
          (id, known) ->
              known != null && known.generation() == generation && known.pending() == pending
                  ? known
                  : new Watch(generation, pending, now, false));
    }
  }

  private void tell(List<Row> silent, int capacity, Set<UUID> free, long now) {
    Map<UUID, Reason> reasons = new HashMap<>();
    for (Row row : silent) {
      UUID id = row.getUUID("id");
      Reason reason = reason(row, capacity, free.contains(id));
      reasons.put(id, reason);
      Watch watch = watched.get(id);
      if (!watch.told()) {
        LOG.warnf(
            "due and not handed out run=%s units=%d seconds=%d reason=%s: %s",
            id,
            watch.pending(),
            Duration.ofNanos(now - watch.sinceNanos()).toSeconds(),
            reason.wire(),
            reason.sentence());
        watched.put(id, new Watch(watch.generation(), watch.pending(), watch.sinceNanos(), true));
      }
    }
    stalled = Map.copyOf(reasons);
  }

  private Reason reason(Row row, int capacity, boolean free) {
    if (capacity == 0) {
      return Reason.NO_WORKER;
    }
    if (row.getBoolean("over_quota")) {
      return Reason.QUOTA;
    }
    if (troubles.rests(Dispatcher.STEP, row.getUUID("id"))) {
      return Reason.RESTING;
    }
    if (Purse.affordableItems(row) <= 0) {
      return Reason.NO_PURSE;
    }
    return free ? Reason.UNKNOWN : Reason.LOCKED;
  }
}

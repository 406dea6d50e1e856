package dev.assay.run.engine.sweep;

import static java.util.stream.Collectors.toMap;

import dev.assay.common.part.UnitRef;
import dev.assay.link.broker.BrokerLink;
import dev.assay.run.engine.books.LateSpending;
import dev.assay.run.engine.losses.LostCalls;
import dev.assay.run.engine.losses.WorkerCalls;
import dev.assay.run.engine.losses.WorkerCalls.Silent;
import dev.assay.run.engine.losses.WorkerRows;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.events.EventDraft;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLedger;
import dev.assay.run.runs.state.RunLocks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Workers that are not heard of any more: what they had by their last word is booked as calls of
 * which nobody knows what came of them. Where their last word was missed, because this service or
 * the broker was away, all runs that went on meanwhile do not know what they cost. Every replica
 * does so, and finds what another one has booked.
 */
@ApplicationScoped
public class LostWorkers {
  private static final Logger LOG = Logger.getLogger(LostWorkers.class);

  /** What ended just before counts too: no two clocks are the same. */
  private static final Duration CLOCKS = Duration.ofSeconds(5);

  private static final String AT_WORK =
      """
      select id from runs
      where (target_kind = 'provider' or cardinality(judge_keys) > 0) and not calls_unknown
        and started_at < $1 and (finished_at >= $1 or status not in
          ('cancelled', 'successful', 'partially_successful', 'failed'))
      """;
  private static final String DOUBT =
      """
      update runs set calls_unknown = true, cost_unknown = true
      where id = $1 and not calls_unknown
      """;

  private final BrokerLink link;
  private final Db db;
  private final WorkerCalls workers;
  private final WorkerRows rows;
  private final LateReports reports;
  private final RunLedger ledger;
  private final SweepConfig config;
  private volatile OffsetDateTime since = now();
  private volatile int connections;
  private volatile Set<String> recorded = Set.of();

  public LostWorkers(
      BrokerLink link,
      Db db,
      WorkerCalls workers,
      WorkerRows rows,
      LateReports reports,
      RunLedger ledger,
      SweepConfig config) {
    this.rows = rows;
    this.reports = reports;
    this.link = link;
    this.db = db;
    this.workers = workers;
    this.ledger = ledger;
    this.config = config;
  }

  private static OffsetDateTime now() {
    return OffsetDateTime.now(ZoneOffset.UTC).minus(CLOCKS);
  }

  /** One look at a time. */
  Uni<Integer> sweep() {
    int made = link.connections();
    if (!link.connected()) {
      return Uni.createFrom().item(0);
    }
    return (made == connections ? Uni.createFrom().voidItem() : listen(made))
        .flatMap(
            x -> {
              List<String> gone = workers.gone();
              return reports.takeBack().flatMap(y -> record(gone));
            })
        .flatMap(x -> book());
  }

  private Uni<Void> listen(int made) {
    // While the broker was away nobody was heard: silence counts from now on.
    workers.listening();
    return rows.known()
        .invoke(
            known -> {
              recorded = Set.copyOf(known);
              workers.expect(recorded);
              since = connections == 0 ? since : now();
              connections = made;
            })
        .replaceWithVoid();
  }

  private Uni<Void> record(List<String> gone) {
    Set<String> present = Set.copyOf(workers.present());
    List<String> joined = present.stream().filter(id -> !recorded.contains(id)).toList();
    return rows.joined(joined)
        .flatMap(x -> rows.left(gone))
        .invoke(
            x -> {
              recorded = present;
              gone.forEach(workers::forget);
            });
  }

  private Uni<Integer> book() {
    List<Silent> silent = workers.silent(config.workerLost());
    return InOrder.each(silent, this::book).replaceWith(silent.size());
  }

  private Uni<Void> book(Silent lost) {
    Map<UUID, Set<UnitRef>> byRun =
        lost.calls().keySet().stream()
            .collect(Collectors.groupingBy(UnitRef::runId, Collectors.toSet()));
    LOG.warnf(
        "worker lost worker=%s calls=%d runs=%d heard=%s",
        lost.worker(), lost.calls().size(), byRun.size(), lost.heard());
    AtomicInteger failures = new AtomicInteger();
    return InOrder.each(
            byRun.entrySet(),
            run -> apart(run.getKey(), failures, book(run.getKey(), run.getValue(), lost)))
        .flatMap(x -> inDoubt(lost))
        .flatMap(runs -> InOrder.each(runs, run -> apart(run, failures, doubt(run))))
        .flatMap(
            x ->
                failures.get() > 0
                    ? Uni.createFrom().voidItem()
                    : rows.left(List.of(lost.worker())).invoke(y -> forget(lost)));
  }

  /** Should it come back, it is recorded anew. */
  private void forget(Silent lost) {
    recorded =
        recorded.stream()
            .filter(id -> !id.equals(lost.worker()))
            .collect(Collectors.toUnmodifiableSet());
    workers.forget(lost);
  }

  /** What cannot be booked of one run is tried again with the next look, and keeps no other. */
  private static Uni<Void> apart(UUID runId, AtomicInteger failures, Uni<Void> work) {
    return work.onFailure()
        .invoke(
            e -> {
              LOG.warnf("calls of a lost worker not booked run=%s error=%s", runId, e.toString());
              failures.incrementAndGet();
            })
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> book(UUID runId, Set<UnitRef> units, Silent lost) {
    Map<UnitRef, WorkerCalls.Taken> calls =
        units.stream().collect(toMap(unit -> unit, lost.calls()::get));
    return locked(
        runId,
        (tx, run) ->
            LostCalls.bookHeld(tx, runId, lost.worker(), calls)
                .flatMap(lines -> lines == 0 ? nothing() : tell(tx, run, LostCalls.told(lines))));
  }

  /** Of which runs the worker may have had calls that were not told one by one, or not heard. */
  private Uni<Set<UUID>> inDoubt(Silent lost) {
    return lost.heard()
        ? Uni.createFrom().item(lost.unclear())
        : rows.has(lost.worker())
            .flatMap(
                there ->
                    there
                        ? atWork(lost)
                        // Another replica, which heard all of it, has booked what it had.
                        : Uni.createFrom().item(lost.unclear()));
  }

  private Uni<Set<UUID>> atWork(Silent lost) {
    return db.query(AT_WORK, since)
        .map(
            found -> {
              Set<UUID> runs = new HashSet<>(Rows.list(found, row -> row.getUUID("id")));
              runs.addAll(lost.unclear());
              return runs;
            });
  }

  private Uni<Void> doubt(UUID runId) {
    return locked(
        runId,
        (tx, run) ->
            Db.query(tx, DOUBT, runId)
                .flatMap(
                    marked ->
                        marked.rowCount() == 0 ? nothing() : tell(tx, run, LostCalls.doubted())));
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  /** The log of a run ends with the run: what it cost is then said by its summary. */
  private Uni<Void> tell(SqlConnection tx, LockedRun run, EventDraft news) {
    return run.status().isTerminal()
        ? LateSpending.refresh(tx, run.id())
        : ledger.book(tx, run, new RunChange().event(news)).replaceWithVoid();
  }

  /** What is done to a run that still exists. */
  private interface Work {
    Uni<Void> apply(SqlConnection tx, LockedRun run);
  }

  private Uni<Void> locked(UUID runId, Work work) {
    return db.inTransaction(
        tx ->
            RunLocks.lock(tx, runId)
                .flatMap(run -> run == null ? Uni.createFrom().voidItem() : work.apply(tx, run)));
  }
}

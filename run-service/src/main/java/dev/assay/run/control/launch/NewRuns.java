package dev.assay.run.control.launch;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.events.EventLog;
import dev.assay.run.runs.events.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes runs that were resolved: the run, its units and its first event. */
@ApplicationScoped
class NewRuns {
  private static final String WAIT =
      "update runs set waits_for = $2, inference_run = $2 where id = $1";

  private final RunStore store;
  private final EventLog events;
  private final RunLimits limits;

  NewRuns(RunStore store, EventLog events, RunLimits limits) {
    this.store = store;
    this.events = events;
    this.limits = limits;
  }

  /**
   * A run that was made.
   *
   * @param waitsFor the one that was made with it and must end before; null for none
   * @param answered whether its answers are there, and it can begin with them
   */
  record Made(UUID id, UUID waitsFor, boolean answered) {
    private Stream<UUID> all() {
      return waitsFor == null ? Stream.of(id) : Stream.of(waitsFor, id);
    }
  }

  /** A run and how many units it will have; with the one that must end before, null for none. */
  private record Sized(ResolvedRun run, int units, Sized first) {}

  /**
   * Writes runs of one workspace. Everything that is long first, the events last: with them begins
   * the lock of the workspace, for which all of its other runs would wait.
   *
   * @return fails with TOO_MANY_REQUESTS when they are more than the workspace may have open
   */
  Uni<List<Made>> insert(SqlConnection tx, List<ResolvedRun> runs) {
    UUID workspace = runs.get(0).workspaceId();
    int more = runs.stream().mapToInt(run -> run.first() == null ? 1 : 2).sum();
    return requireRoom(tx, workspace, more)
        .flatMap(room -> InOrder.map(runs, run -> sized(tx, run)))
        .flatMap(all -> InOrder.map(all, one -> insert(tx, one)))
        .call(
            made ->
                InOrder.each(
                    made.stream().flatMap(Made::all).toList(), id -> tell(tx, id, workspace)))
        // Under the lock of the workspace: of two launches the second one counts the first.
        .call(made -> requireRoom(tx, workspace, 0));
  }

  private Uni<Void> requireRoom(SqlConnection tx, UUID workspace, int more) {
    return store
        .countOpen(tx, workspace)
        .invoke(
            open -> {
              if (open + more > limits.maxOpen()) {
                throw new ProblemException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "The workspace may have "
                        + limits.maxOpen()
                        + " runs that have not ended, and this launch would make them "
                        + (open + more)
                        + ". Wait until some have ended, complete or cancel some, or let whoever"
                        + " operates this raise assay.runs.max-open.");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Sized> sized(SqlConnection tx, ResolvedRun run) {
    Uni<Sized> first = run.first() == null ? Uni.createFrom().nullItem() : sized(tx, run.first());
    return first.flatMap(
        before ->
            store
                .countUnits(tx, run, limits.maxUnits() + 1L)
                .invoke(limits::requireUnits)
                .map(units -> new Sized(run, units.intValue(), before)));
  }

  /** The run before its units: they may only be written for a run that is the workspace's. */
  private Uni<Made> insert(SqlConnection tx, Sized sized) {
    UUID id = Ids.next();
    Uni<UUID> first =
        sized.first() == null
            ? Uni.createFrom().nullItem()
            : insert(tx, sized.first()).map(Made::id);
    return first.flatMap(
        before ->
            store
                .insert(tx, id, sized.run(), sized.units())
                .flatMap(made -> store.insertUnits(tx, id, sized.run()))
                .invoke(written -> requireAll(sized, written))
                .flatMap(written -> begin(tx, id, before, sized.run())));
  }

  private static void requireAll(Sized sized, int written) {
    if (written != sized.units()) {
      throw new IllegalStateException("counted " + sized.units() + " units and wrote " + written);
    }
  }

  private static Uni<Made> begin(SqlConnection tx, UUID id, UUID before, ResolvedRun run) {
    if (before != null) {
      return Db.query(tx, WAIT, id, before).replaceWith(new Made(id, before, false));
    }
    return run.spec().target().stored()
        ? StoredStart.mark(tx, id).replaceWith(new Made(id, null, true))
        : Uni.createFrom().item(new Made(id, null, false));
  }

  private Uni<Void> tell(SqlConnection tx, UUID run, UUID workspace) {
    return events.append(
        tx,
        run,
        workspace,
        1,
        OffsetDateTime.now(ZoneOffset.UTC),
        List.of(Events.status(null, RunStatus.QUEUED, "launched")));
  }
}

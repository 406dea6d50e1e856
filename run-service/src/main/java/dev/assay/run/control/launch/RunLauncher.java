package dev.assay.run.control.launch;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.status.RunStatus;
import dev.assay.run.engine.dispatch.Bell;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.RunView;
import dev.assay.run.runs.events.EventLog;
import dev.assay.run.runs.events.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Makes runs: the run, its units and its first event in one transaction. */
@ApplicationScoped
public class RunLauncher {
  private final LaunchResolver resolver;
  private final RunStore store;
  private final EventLog events;
  private final Idempotency idempotency;
  private final RunLimits limits;
  private final Bell bell;

  public RunLauncher(
      LaunchResolver resolver,
      RunStore store,
      EventLog events,
      Idempotency idempotency,
      RunLimits limits,
      Bell bell) {
    this.resolver = resolver;
    this.store = store;
    this.events = events;
    this.idempotency = idempotency;
    this.limits = limits;
    this.bell = bell;
  }

  /** Runs that were launched together, in the order of their targets. */
  @Schema(name = "RunGroup")
  public record Group(UUID group, List<RunView> runs) {}

  private static final String PATH = "/v1/runs";

  /**
   * Launches a run, or one for each target; the same idempotency key and body give the same runs.
   *
   * @return 201 with the run, or with the {@link Group} when the launch has targets
   */
  public Uni<Response> launch(Caller caller, String key, LaunchRequest request) {
    return launch(
        caller,
        key,
        request,
        resolver.resolveAll(caller.workspaceId(), SpecRules.forReal(request)));
  }

  /**
   * Launches the same run again. The definition is the run's own, whatever became of its evaluation
   * since; the new run belongs to the same version of it.
   */
  public Uni<Response> launchAgain(Caller caller, String key, Run run) {
    LaunchRequest request = run.asLaunch();
    return launch(
        caller,
        key,
        request,
        resolver
            .resolve(caller.workspaceId(), request)
            .map(found -> List.of(found.of(run.origin().evaluation()))));
  }

  private Uni<Response> launch(
      Caller caller, String key, LaunchRequest request, Uni<List<ResolvedRun>> resolved) {
    Uni<Response> first =
        resolved.flatMap(
            runs -> idempotency.once(caller, PATH, key, request, tx -> insertAll(tx, runs)));
    return idempotency.answered(caller, PATH, key, request, first).invoke(bell::ring);
  }

  /**
   * Everything that is long first, the events last: with them begins the lock of the workspace, for
   * which all of its other runs would wait.
   */
  private Uni<Reply> insertAll(SqlConnection tx, List<ResolvedRun> runs) {
    UUID workspace = runs.get(0).workspaceId();
    return requireRoom(tx, workspace, runs.size())
        .flatMap(room -> InOrder.map(runs, run -> sized(tx, run)))
        .flatMap(all -> InOrder.map(all, one -> insert(tx, one)))
        .call(ids -> InOrder.each(ids, id -> tell(tx, id, workspace)))
        // Under the lock of the workspace: of two launches the second one counts the first.
        .call(ids -> requireRoom(tx, workspace, 0))
        .flatMap(ids -> InOrder.map(ids, id -> store.get(tx, workspace, id).map(RunView::of)))
        .map(views -> reply(runs.get(0).group(), views));
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

  /** A run and how many units it will have. */
  private record Sized(ResolvedRun run, int units) {}

  private Uni<Sized> sized(SqlConnection tx, ResolvedRun run) {
    return store
        .countUnits(tx, run, limits.maxUnits() + 1L)
        .invoke(limits::requireUnits)
        .map(units -> new Sized(run, units.intValue()));
  }

  private static Reply reply(UUID group, List<RunView> views) {
    return group == null
        ? Reply.created("/v1/runs/" + views.get(0).id(), views.get(0))
        : Reply.created("/v1/runs?group=" + group, new Group(group, views));
  }

  /** The run before its units: they may only be written for a run that is the workspace's. */
  private Uni<UUID> insert(SqlConnection tx, Sized sized) {
    UUID id = Ids.next();
    return store
        .insert(tx, id, sized.run(), sized.units())
        .flatMap(made -> store.insertUnits(tx, id, sized.run()))
        .invoke(
            written -> {
              if (written != sized.units()) {
                throw new IllegalStateException(
                    "counted " + sized.units() + " units and wrote " + written);
              }
            })
        .replaceWith(id);
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

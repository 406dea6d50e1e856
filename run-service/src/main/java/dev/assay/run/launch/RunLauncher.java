package dev.assay.run.launch;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.status.RunStatus;
import dev.assay.run.access.Caller;
import dev.assay.run.dispatch.Bell;
import dev.assay.run.idempotency.Idempotency;
import dev.assay.run.idempotency.Reply;
import dev.assay.run.problem.ProblemException;
import dev.assay.run.progress.EventLog;
import dev.assay.run.progress.Events;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.RunView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Makes runs: the run, its units and its first event in one transaction. */
@ApplicationScoped
public class RunLauncher {
  private final LaunchResolver resolver;
  private final RunStore store;
  private final EventLog events;
  private final Idempotency idempotency;
  private final RunLimits limits;
  private final Bell bell;

  /** With the parts that check, store and wake. */
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

  /** Launches a run; the same idempotency key and body give the same run. */
  public Uni<Response> launch(Caller caller, String key, LaunchRequest request) {
    return launch(
        caller, key, request, resolver.resolve(caller.workspaceId(), SpecRules.forReal(request)));
  }

  /**
   * Launches the same run again. The definition is the run's own, whatever became of its evaluation
   * since; the new run belongs to the same version of it.
   */
  public Uni<Response> launchAgain(Caller caller, String key, RunView run) {
    LaunchRequest request = run.asLaunch();
    return launch(
        caller,
        key,
        request,
        resolver
            .resolve(caller.workspaceId(), request)
            .map(found -> found.ofEvaluation(run.evaluation(), run.evaluationVersion())));
  }

  private Uni<Response> launch(
      Caller caller, String key, LaunchRequest request, Uni<ResolvedRun> resolved) {
    return resolved
        .flatMap(resolver::withSelfTest)
        .flatMap(
            run ->
                idempotency.once(
                    caller,
                    "/v1/runs",
                    key,
                    request,
                    tx -> insert(tx, run).flatMap(id -> reply(tx, run, id))))
        .invoke(bell::ring);
  }

  private Uni<Reply> reply(SqlConnection tx, ResolvedRun run, UUID id) {
    return store.get(tx, run.workspaceId(), id).map(view -> Reply.created("/v1/runs/" + id, view));
  }

  private Uni<UUID> insert(SqlConnection tx, ResolvedRun run) {
    UUID id = Ids.next();
    return store
        .insertUnits(tx, id, run)
        .invoke(this::checkSize)
        .flatMap(units -> store.insert(tx, id, run, units))
        .flatMap(
            done ->
                events.append(
                    tx,
                    id,
                    run.workspaceId(),
                    1,
                    OffsetDateTime.now(ZoneOffset.UTC),
                    List.of(Events.status(null, RunStatus.QUEUED, "launched"))))
        .replaceWith(id);
  }

  private void checkSize(int units) {
    if (units == 0) {
      throw new ProblemException(
          ErrorCode.EMPTY_DATASET, "The run would have no items; look at limit and sections.");
    }
    if (units > limits.maxUnits()) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "The run would have " + units + " units; at most " + limits.maxUnits() + " are allowed.");
    }
  }
}

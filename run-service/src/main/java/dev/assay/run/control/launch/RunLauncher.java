package dev.assay.run.control.launch;

import dev.assay.run.control.launch.NewRuns.Made;
import dev.assay.run.engine.dispatch.Bell;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.RunView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Makes runs: the run, its units and its first event in one transaction. */
@ApplicationScoped
public class RunLauncher {
  private final LaunchResolver resolver;
  private final RunStore store;
  private final NewRuns made;
  private final Idempotency idempotency;
  private final Bell bell;
  private final StoredStart stored;

  public RunLauncher(
      LaunchResolver resolver,
      RunStore store,
      NewRuns made,
      Idempotency idempotency,
      Bell bell,
      StoredStart stored) {
    this.resolver = resolver;
    this.store = store;
    this.made = made;
    this.idempotency = idempotency;
    this.bell = bell;
    this.stored = stored;
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
            .resolveAgain(caller.workspaceId(), request, run.times().queued())
            .map(found -> List.of(found.of(run.origin().evaluation()))));
  }

  /**
   * Launches a run that asks the inputs of another one again.
   *
   * @param resolved of the request, and {@link ResolvedRun#again}
   */
  public Uni<Response> launchLinked(
      Caller caller, String key, LaunchRequest request, Uni<ResolvedRun> resolved) {
    return launch(caller, key, request, resolved.map(List::of));
  }

  private Uni<Response> launch(
      Caller caller, String key, LaunchRequest request, Uni<List<ResolvedRun>> resolved) {
    List<UUID> answered = new ArrayList<>();
    Uni<Response> first =
        resolved.flatMap(
            runs ->
                idempotency
                    .once(caller, PATH, key, request, tx -> insertAll(tx, runs, answered))
                    .invoke(done -> stored.begin(answered)));
    return idempotency.answered(caller, PATH, key, request, first).invoke(bell::ring);
  }

  /**
   * Launches a run for a purpose of the service's own, in the transaction that notes what it is
   * for. Once that is committed the run is under way; {@link #launched} only makes it begin at
   * once.
   *
   * @param run resolved as any launch, and {@link ResolvedRun#launchedFor}
   */
  public Uni<UUID> launch(SqlConnection tx, ResolvedRun run) {
    return made.insert(tx, List.of(run)).map(all -> all.get(0).id());
  }

  /** Said when a transaction is committed in which a run was launched. */
  public void launched() {
    bell.ring();
  }

  /**
   * Makes the runs.
   *
   * @param answered gets those whose answers are there already, and which wait for nothing
   */
  private Uni<Reply> insertAll(SqlConnection tx, List<ResolvedRun> runs, List<UUID> answered) {
    UUID workspace = runs.get(0).workspaceId();
    return made.insert(tx, runs)
        .invoke(all -> all.stream().filter(Made::answered).map(Made::id).forEach(answered::add))
        .flatMap(
            all -> InOrder.map(all, one -> store.get(tx, workspace, one.id()).map(RunView::of)))
        .map(views -> reply(runs.get(0).group(), views));
  }

  private static Reply reply(UUID group, List<RunView> views) {
    return group == null
        ? Reply.created("/v1/runs/" + views.get(0).id(), views.get(0))
        : Reply.created("/v1/runs?group=" + group, new Group(group, views));
  }
}

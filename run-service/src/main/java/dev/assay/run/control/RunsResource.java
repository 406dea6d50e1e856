package dev.assay.run.control;

import dev.assay.run.control.actions.Rescore;
import dev.assay.run.control.actions.RunActions;
import dev.assay.run.control.actions.RunEdits;
import dev.assay.run.control.launch.RunLauncher;
import dev.assay.run.control.push.PushedResults;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.RunView;
import dev.assay.run.runs.listing.RunFilter;
import dev.assay.run.runs.listing.RunOrder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Runs: launching, listing, changing, and what can be done to them. */
@Path("/v1/runs")
@Tag(name = "Runs")
public class RunsResource {
  private final Callers callers;
  private final RunLauncher launcher;
  private final RunStore runs;
  private final RunActions actions;
  private final Rescore rescore;
  private final RunEdits edits;
  private final PushedResults results;

  public RunsResource(
      Callers callers,
      RunLauncher launcher,
      RunStore runs,
      RunActions actions,
      Rescore rescore,
      RunEdits edits,
      PushedResults results) {
    this.callers = callers;
    this.launcher = launcher;
    this.runs = runs;
    this.actions = actions;
    this.rescore = rescore;
    this.edits = edits;
    this.results = results;
  }

  /** Launches a run. */
  @POST
  @RolesAllowed("run")
  @Operation(
      summary =
          "Launches a run, or one for each of its targets; answers 201 with the run in status"
              + " queued, or with {group, runs}")
  @APIResponse(
      responseCode = "201",
      description = "The run, or one for each target",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(oneOf = {RunView.class, RunLauncher.Group.class})))
  public Uni<Response> launch(@HeaderParam(Idempotency.HEADER) String key, LaunchRequest request) {
    return launcher.launch(callers.current(), key, LaunchRequest.present(request));
  }

  /** Lists runs, the newest first unless asked for in another order. */
  @GET
  @RolesAllowed("read")
  @Operation(
      summary =
          "The runs of the workspace, the newest first unless order says otherwise; a page ends"
              + " after 8 MB")
  public Uni<Page<RunView>> list(
      @BeanParam @Valid RunFilter filter,
      @BeanParam RunOrder.Asked asked,
      @BeanParam @Valid PageRequest page) {
    RunOrder order = RunOrder.of(asked.order);
    return runs.page(callers.current().workspaceId(), filter, order, order.after(page), page.limit)
        .map(listed -> listed.map(RunView::of));
  }

  /** One run. */
  @GET
  @Path("/{id}")
  @RolesAllowed("read")
  @Operation(summary = "One run with counts, summary, criteria and verdict")
  public Uni<RunView> get(@PathParam("id") UUID id) {
    return view(callers.current(), id);
  }

  /** Changes what a run is called. */
  @PATCH
  @Path("/{id}")
  @RolesAllowed("write")
  @Operation(summary = "Changes name, alias, label, tags, metadata or pinned")
  public Uni<RunView> patch(@PathParam("id") UUID id, RunEdits.Edit edit) {
    Caller caller = callers.current();
    return edits.edit(caller.workspaceId(), id, edit).flatMap(done -> view(caller, id));
  }

  /** Removes a run that has ended. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed("write")
  @Operation(summary = "Removes a run that has ended")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> delete(@PathParam("id") UUID id) {
    return edits
        .delete(callers.current().workspaceId(), id)
        .replaceWith(() -> Response.noContent().build());
  }

  /** Stops a run. */
  @POST
  @Path("/{id}/cancel")
  @RolesAllowed("run")
  @Operation(summary = "Stops a run; what was settled is kept")
  public Uni<RunView> cancel(@PathParam("id") UUID id) {
    Caller caller = callers.current();
    return actions.cancel(caller.workspaceId(), id).flatMap(done -> view(caller, id));
  }

  /** Asks again for what has no measurement. */
  @POST
  @Path("/{id}/retry")
  @RolesAllowed("run")
  @Operation(summary = "Asks again for every item that ended in error or was skipped")
  public Uni<RunView> retry(@PathParam("id") UUID id) {
    Caller caller = callers.current();
    return actions.retry(caller.workspaceId(), id).flatMap(done -> view(caller, id));
  }

  /** Goes on with a cancelled run. */
  @POST
  @Path("/{id}/resume")
  @RolesAllowed("run")
  @Operation(summary = "Goes on with a cancelled run")
  public Uni<RunView> resume(@PathParam("id") UUID id) {
    Caller caller = callers.current();
    return actions.resume(caller.workspaceId(), id).flatMap(done -> view(caller, id));
  }

  /** Scores again. */
  @POST
  @Path("/{id}/rescore")
  @RolesAllowed("run")
  @Operation(summary = "Scores the answers again, also with other scorers; calls no model")
  public Uni<RunView> rescore(@PathParam("id") UUID id, Rescore.Request request) {
    Caller caller = callers.current();
    return rescore.rescore(caller.workspaceId(), id, request).flatMap(done -> view(caller, id));
  }

  /** Takes pushed answers. */
  @POST
  @Path("/{id}/results")
  @RolesAllowed("run")
  @Operation(summary = "Takes answers of a run with target {push: true}, any number of batches")
  public Uni<PushedResults.Taken> push(@PathParam("id") UUID id, PushedResults.Batch batch) {
    return results.push(callers.current().workspaceId(), id, batch);
  }

  /** Ends the pushing. */
  @POST
  @Path("/{id}/complete")
  @RolesAllowed("run")
  @Operation(summary = "No more results follow; items without one are skipped")
  public Uni<RunView> complete(@PathParam("id") UUID id) {
    Caller caller = callers.current();
    return results.complete(caller.workspaceId(), id).flatMap(done -> view(caller, id));
  }

  private Uni<RunView> view(Caller caller, UUID id) {
    return runs.get(caller.workspaceId(), id).map(RunView::of);
  }
}

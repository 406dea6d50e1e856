package dev.assay.run.library.workspaces;

import dev.assay.run.library.scorers.JudgeChoices;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.paging.Names;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Workspaces. Those with an admin key of the workspace {@code default} see and make all of them;
 * others see their own.
 */
@Path("/v1/workspaces")
@Tag(name = "Access")
public class WorkspacesResource {
  private final Callers callers;
  private final Workspaces workspaces;
  private final Idempotency idempotency;
  private final JudgeChoices judges;

  WorkspacesResource(
      Callers callers, Workspaces workspaces, Idempotency idempotency, JudgeChoices judges) {
    this.judges = judges;
    this.callers = callers;
    this.workspaces = workspaces;
    this.idempotency = idempotency;
  }

  /**
   * A workspace to be made.
   *
   * @param name unique in the installation
   */
  public record NewWorkspace(
      @NotNull @Pattern(regexp = Names.PATTERN, message = Names.MESSAGE) String name) {}

  @POST
  @RolesAllowed(Scopes.ADMIN)
  @Operation(summary = "Make a workspace; its first admin key is shown in this answer only")
  @APIResponse(
      responseCode = "201",
      description = "The workspace and its first key, shown once",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Workspace.class)))
  public Uni<Response> create(
      @HeaderParam(Idempotency.HEADER) String idempotencyKey, @NotNull @Valid NewWorkspace body) {
    Caller caller = callers.current();
    return workspaces
        .requireDefault(caller.workspaceId(), refusal("make workspaces"))
        .flatMap(
            allowed ->
                idempotency
                    .asService()
                    .once(
                        caller,
                        "/v1/workspaces",
                        idempotencyKey,
                        body,
                        () ->
                            workspaces
                                .create(body.name())
                                .map(
                                    made ->
                                        Reply.created("/v1/workspaces", made, made.with(null)))));
  }

  @GET
  @RolesAllowed(Scopes.ADMIN)
  @Operation(summary = "List workspaces")
  public Uni<Page<Workspace>> list(@Valid @BeanParam PageRequest page) {
    Caller caller = callers.current();
    return workspaces
        .isDefault(caller.workspaceId())
        .flatMap(all -> workspaces.list(all ? null : caller.workspaceId(), page));
  }

  /**
   * What to change of a workspace.
   *
   * @param judge whom scorers ask when neither they nor their evaluation name a judge; null for
   *     nobody
   */
  public record WorkspaceEdit(RunSpec.Judge judge) {}

  @PATCH
  @Path("/{id}")
  @RolesAllowed(Scopes.ADMIN)
  @Operation(summary = "Set the judge that scorers ask which name nobody; null takes it away")
  public Uni<Workspace> edit(@PathParam("id") UUID id, @NotNull WorkspaceEdit body) {
    Caller caller = callers.current();
    if (!caller.workspaceId().equals(id)) {
      throw ProblemException.notFound("workspace", id);
    }
    return judges
        .check(id, "judge", body.judge())
        .flatMap(good -> workspaces.judgedBy(id, body.judge()));
  }

  @PUT
  @Path("/{id}/share")
  @RolesAllowed(Scopes.ADMIN)
  @Operation(summary = "Set how a workspace shares the workers; for admins of `default`")
  public Uni<Workspace> share(@PathParam("id") UUID id, @NotNull @Valid Share body) {
    return workspaces
        .requireDefault(
            callers.current().workspaceId(), refusal("say how workspaces share the workers"))
        .flatMap(allowed -> workspaces.share(id, body));
  }

  private static String refusal(String what) {
    return "Only an admin of the workspace " + Workspaces.DEFAULT + " can " + what + ".";
  }
}

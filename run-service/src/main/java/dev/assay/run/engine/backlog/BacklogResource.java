package dev.assay.run.engine.backlog;

import dev.assay.run.library.workspaces.Workspaces;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What workers are scaled by. */
@Path("/v1/backlog")
@Tag(name = "System")
public class BacklogResource {
  private static final String REFUSAL =
      "Workers are those of the whole installation: ask with a key of the workspace "
          + Workspaces.DEFAULT
          + ".";

  private final Callers callers;
  private final Workspaces workspaces;
  private final Backlogs backlogs;

  BacklogResource(Callers callers, Workspaces workspaces, Backlogs backlogs) {
    this.callers = callers;
    this.workspaces = workspaces;
    this.backlogs = backlogs;
  }

  /** Of all workspaces, whose workers are the same ones. */
  @GET
  @RolesAllowed(Scopes.SCALE)
  @Operation(
      summary =
          "What waits for workers and how many are useful; for keys of the workspace `default`")
  public Uni<Backlog> now() {
    return workspaces
        .requireDefault(callers.current().workspaceId(), REFUSAL)
        .flatMap(allowed -> backlogs.now());
  }
}

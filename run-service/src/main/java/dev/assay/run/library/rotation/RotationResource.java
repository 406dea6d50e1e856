package dev.assay.run.library.rotation;

import dev.assay.run.library.workspaces.Workspaces;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The second half of changing the master key; the first is to give it to all services. */
@Path("/v1/providers/rotate")
@Tag(name = "Providers")
public class RotationResource {
  private final Callers callers;
  private final Workspaces workspaces;
  private final Rotation rotation;

  RotationResource(Callers callers, Workspaces workspaces, Rotation rotation) {
    this.callers = callers;
    this.workspaces = workspaces;
    this.rotation = rotation;
  }

  @POST
  @RolesAllowed(Scopes.ADMIN)
  @Operation(summary = "Seal every credential of all workspaces under the current master key")
  public Uni<Rotated> rotate() {
    return workspaces
        .requireDefault(
            callers.current().workspaceId(),
            "Only an admin of the workspace "
                + Workspaces.DEFAULT
                + " can rotate: it concerns all workspaces.")
        .flatMap(allowed -> rotation.rotate());
  }
}

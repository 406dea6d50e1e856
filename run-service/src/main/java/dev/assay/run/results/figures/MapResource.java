package dev.assay.run.results.figures;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The grid of a run. */
@Path("/v1/runs/{id}/map")
@Tag(name = "Runs")
public class MapResource {
  private final Callers callers;
  private final MapQuery maps;

  MapResource(Callers callers, MapQuery maps) {
    this.callers = callers;
    this.maps = maps;
  }

  /** All units at one moment. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      operationId = "getRunMap",
      summary =
          "All units of a run as one letter each, with the number of the event that they hold for:"
              + " items.settled after it go on from there")
  public Uni<RunMap> map(@PathParam("id") UUID id) {
    return maps.read(callers.current().workspaceId(), id);
  }
}

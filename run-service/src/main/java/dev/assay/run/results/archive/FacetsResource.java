package dev.assay.run.results.archive;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.runs.listing.RunFilter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Counts for the filters of the list of runs. */
@Path("/v1/runs")
@Tag(name = "Runs")
public class FacetsResource {
  private final Callers callers;
  private final FacetsQuery facets;

  FacetsResource(Callers callers, FacetsQuery facets) {
    this.callers = callers;
    this.facets = facets;
  }

  /** The counts under the filters of the list. */
  @GET
  @Path("/facets")
  @RolesAllowed(Scopes.READ)
  @Operation(
      operationId = "countRuns",
      summary = "How many runs each value of a filter would leave; takes the filters of the list")
  public Uni<Facets> count(@BeanParam @Valid RunFilter filter) {
    return facets.read(callers.current().workspaceId(), filter);
  }
}

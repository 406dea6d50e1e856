package dev.assay.run.traffic.slices;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What runs over traffic can be over. */
@Path("/v1/traffic")
@Tag(name = "Traffic")
public class SlicesResource {
  private final Callers callers;
  private final SliceCounts counts;
  private final Sources sources;

  SlicesResource(Callers callers, SliceCounts counts, Sources sources) {
    this.callers = callers;
    this.counts = counts;
    this.sources = sources;
  }

  /** The skills, agents, domains and features of a workspace. */
  public record All(List<Sources.Source> sources) {}

  @GET
  @Path("/sources")
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary = "The skills, agents with their versions, domains and features that were logged")
  public Uni<All> sources() {
    return sources.all(callers.current().workspaceId()).map(All::new);
  }

  @GET
  @Path("/counts")
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "What a run over a source would be over: total, with feedback, with JSON corrections,"
              + " notes only, latest activity")
  public Uni<SliceCounts.Counts> counts(@BeanParam SourceParameters of) {
    return counts.of(callers.current().workspaceId(), of.source());
  }
}

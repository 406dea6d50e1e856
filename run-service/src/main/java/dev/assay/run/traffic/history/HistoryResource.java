package dev.assay.run.traffic.history;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.runs.TrafficSource;
import dev.assay.run.traffic.slices.SourceParameters;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a source got on. */
@Path("/v1/traffic/history")
@Tag(name = "Traffic")
public class HistoryResource {
  private final Callers callers;
  private final HistoryQuery query;

  HistoryResource(Callers callers, HistoryQuery query) {
    this.callers = callers;
    this.query = query;
  }

  /** The history of a source. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "Accuracy and pass rate over the completed runs of a source, by people's corrections and"
              + " beside it by inferred ones, where the former changed, the fields with most errors"
              + " over all of them, runs by status, and beside them reruns with other versions of"
              + " the skill")
  public Uni<History> history(
      @BeanParam SourceParameters of,
      @QueryParam("scorer") String scorer,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    UUID workspaceId = callers.current().workspaceId();
    TrafficSource source = of.source();
    return query
        .runs(workspaceId, source, scorer, limit)
        .flatMap(
            runs ->
                query
                    .reruns(workspaceId, source, scorer, limit)
                    .flatMap(
                        reruns ->
                            query
                                .statuses(workspaceId, source)
                                .map(statuses -> Histories.of(runs, reruns, statuses))));
  }
}

package dev.assay.run.results.archive;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.verdict.comparison.shared.ScoredBy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a run can be compared with. */
@Path("/v1/runs/{id}/comparable")
@Tag(name = "Comparisons")
public class ComparableResource {
  private static final int COLUMNS = 3;

  private final Callers callers;
  private final RunStore runs;
  private final ComparableQuery comparable;

  ComparableResource(Callers callers, RunStore runs, ComparableQuery comparable) {
    this.callers = callers;
    this.runs = runs;
    this.comparable = comparable;
  }

  /** Runs over the same dataset that have ended, and the one to begin with. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      operationId = "listComparableRuns",
      summary = "Runs that this one can be compared with, and the one to compare it with first")
  public Uni<ComparableRuns> list(@PathParam("id") UUID id, @BeanParam @Valid PageRequest page) {
    Cursor after = page.after(COLUMNS).orElse(null);
    return runs.get(callers.current().workspaceId(), id)
        .flatMap(
            run ->
                comparable
                    .own(id)
                    .flatMap(
                        own ->
                            comparable
                                .list(id, own, after, page.limit)
                                .flatMap(found -> with(run, own, found))));
  }

  private Uni<ComparableRuns> with(
      Run run, Map<String, ScoredBy> own, Page<ComparableRuns.Found> page) {
    return comparable
        .suggest(run, own)
        .map(suggested -> new ComparableRuns(suggested, page.data(), page.nextCursor()));
  }
}

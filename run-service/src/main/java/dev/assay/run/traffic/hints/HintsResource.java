package dev.assay.run.traffic.hints;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.TrafficSource;
import dev.assay.run.traffic.outcome.FieldScorer;
import dev.assay.run.traffic.outcome.FieldsQuery;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What to look at first in a run. */
@Path("/v1/runs/{id}/hints")
@Tag(name = "Runs")
public class HintsResource {
  private static final int FIELDS = 50;

  private final Callers callers;
  private final RunStore runs;
  private final FieldsQuery fields;
  private final HintsQuery query;

  HintsResource(Callers callers, RunStore runs, FieldsQuery fields, HintsQuery query) {
    this.callers = callers;
    this.runs = runs;
    this.fields = fields;
    this.query = query;
  }

  /** The hints. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "Weakest fields, recurring themes of notes, a few failures that stand for the rest, next"
              + " steps")
  public Uni<Hints> hints(@PathParam("id") UUID id, @QueryParam("scorer") String scorer) {
    return runs.get(callers.current().workspaceId(), id)
        .flatMap(run -> hints(run, FieldScorer.key(run, scorer)));
  }

  private Uni<Hints> hints(Run run, String key) {
    TrafficSource source = TrafficSource.of(run.definition().target());
    boolean skill = source != null && source.sourceType() == TrafficSource.Type.SKILL;
    return fields
        .read(run.id(), key, "all", FIELDS, 0)
        .flatMap(
            table ->
                query
                    .notes(run.id())
                    .flatMap(
                        notes ->
                            query
                                .failing(run.id(), key)
                                // Thousands of notes take a moment to be sorted into themes.
                                .emitOn(Infrastructure.getDefaultWorkerPool())
                                .map(failing -> Hints.of(table, notes, failing, skill))));
  }
}

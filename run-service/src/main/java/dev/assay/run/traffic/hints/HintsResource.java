package dev.assay.run.traffic.hints;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.TrafficSource;
import dev.assay.run.traffic.outcome.FieldScorer;
import dev.assay.run.traffic.outcome.FieldsQuery;
import dev.assay.run.traffic.themes.NotesQuery;
import dev.assay.run.traffic.themes.naming.NamingStore;
import io.smallrye.mutiny.Uni;
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
  private final NotesQuery notes;
  private final NamingStore names;

  HintsResource(
      Callers callers,
      RunStore runs,
      FieldsQuery fields,
      HintsQuery query,
      NotesQuery notes,
      NamingStore names) {
    this.callers = callers;
    this.runs = runs;
    this.fields = fields;
    this.query = query;
    this.notes = notes;
    this.names = names;
  }

  /** The hints. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "Weakest fields, recurring themes of notes with the names that a model gave them if it was"
              + " asked, a few failures that stand for the rest, next steps")
  public Uni<Hints> hints(@PathParam("id") UUID id, @QueryParam("scorer") String scorer) {
    UUID workspaceId = callers.current().workspaceId();
    return runs.get(workspaceId, id)
        .flatMap(run -> hints(workspaceId, run, FieldScorer.key(run, scorer)));
  }

  private Uni<Hints> hints(UUID workspaceId, Run run, String key) {
    TrafficSource source = TrafficSource.of(run.definition().target());
    boolean skill = source != null && source.sourceType() == TrafficSource.Type.SKILL;
    UUID id = run.id();
    return fields
        .read(id, key, FieldScorer.toldApart(run, key), "all", FIELDS, 0)
        .flatMap(
            table ->
                query
                    .failing(id, key)
                    .flatMap(
                        failing ->
                            names
                                .of(workspaceId, id)
                                .flatMap(
                                    named ->
                                        notes
                                            .themes(id)
                                            .map(
                                                themes ->
                                                    Hints.of(
                                                        table, themes, named, failing, skill)))));
  }
}

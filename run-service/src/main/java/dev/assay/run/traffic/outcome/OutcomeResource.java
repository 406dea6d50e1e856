package dev.assay.run.traffic.outcome;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.TrafficSource;
import dev.assay.run.verdict.summary.FieldSummary.Band;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How right the answers of a run were, by who said what is right. */
@Path("/v1/runs/{id}/outcome")
@Tag(name = "Runs")
public class OutcomeResource {
  private final Callers callers;
  private final RunStore runs;
  private final OutcomeQuery query;

  OutcomeResource(Callers callers, RunStore runs, OutcomeQuery query) {
    this.callers = callers;
    this.runs = runs;
    this.query = query;
  }

  /** The outcome. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "Accuracy over what was corrected and assuming that the rest was accepted, people's and"
              + " inferred corrections apart, completion rate, delta to the run before")
  public Uni<Outcome> outcome(@PathParam("id") UUID id, @QueryParam("scorer") String scorer) {
    UUID workspaceId = callers.current().workspaceId();
    return runs.get(workspaceId, id)
        .flatMap(
            run -> {
              String key = FieldScorer.key(run, scorer);
              TrafficSource source = TrafficSource.of(run.definition().target());
              return query
                  .count(id, key)
                  .flatMap(
                      counted ->
                          delta(workspaceId, run, source, key, counted)
                              .map(delta -> outcome(source, key, counted, delta)));
            });
  }

  /** To the run before of the same source, or to the one whose inputs are asked again. */
  private Uni<Outcome.Delta> delta(
      UUID workspaceId, Run run, TrafficSource source, String key, OutcomeQuery.Counted now) {
    UUID parent = run.ties().parent();
    if (source != null) {
      return query.delta(workspaceId, run.id(), source, key, now);
    }
    return parent == null
        ? Uni.createFrom().nullItem()
        : query.deltaToParent(workspaceId, run.id(), parent, key, now);
  }

  private static Outcome outcome(
      TrafficSource source, String scorer, OutcomeQuery.Counted c, Outcome.Delta delta) {
    Double corrected = c.corrected();
    return new Outcome(
        source,
        scorer,
        c.total(),
        c.completed(),
        Outcome.share(c.completed(), c.total()),
        c.human(),
        c.inferred(),
        c.uncorrected(),
        corrected,
        c.assumingAccepted(),
        corrected == null ? null : Band.of(corrected),
        delta);
  }
}

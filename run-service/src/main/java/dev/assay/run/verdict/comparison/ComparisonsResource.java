package dev.assay.run.verdict.comparison;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.runs.RunStore;
import dev.assay.run.verdict.comparison.query.Flip;
import dev.assay.run.verdict.comparison.query.FlipDirection;
import dev.assay.run.verdict.comparison.query.FlipsQuery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Two to ten runs side by side. */
@Path("/v1/comparisons")
@Tag(name = "Comparisons")
public class ComparisonsResource {
  private final Callers callers;
  private final RunStore runs;
  private final Comparisons comparisons;
  private final FlipsQuery flips;

  ComparisonsResource(Callers callers, RunStore runs, Comparisons comparisons, FlipsQuery flips) {
    this.callers = callers;
    this.runs = runs;
    this.comparisons = comparisons;
    this.flips = flips;
  }

  /** Compares runs named in the query. */
  @GET
  @RolesAllowed("read")
  @Operation(summary = "Compares ?runs=a,b,… or ?group=, against ?baseline=, ?by=run|alias")
  public Uni<Comparison> get(
      @QueryParam("runs") String ids,
      @QueryParam("group") UUID group,
      @QueryParam("baseline") String baseline,
      @QueryParam("by") String by) {
    return compare(ComparisonRequest.ofQuery(ids, group, baseline, by));
  }

  /** Compares runs named in the body. Nothing is stored. */
  @POST
  @RolesAllowed("read")
  @Operation(summary = "Compares runs, the same as the GET")
  public Uni<Comparison> post(ComparisonRequest request) {
    if (request == null) {
      throw ComparisonRequest.bad("runs", "must be given, or a group instead of it");
    }
    return compare(request);
  }

  /** Items that came out otherwise in the other run, or the same by another answer. */
  @GET
  @Path("/flips")
  @RolesAllowed("read")
  @Operation(
      summary =
          "Items that flipped between two runs, or whose answers differ, with both answers; a page"
              + " ends after 8 MB, and what is long is cut")
  public Uni<Page<Flip>> flips(
      @QueryParam("baseline") UUID baseline,
      @QueryParam("other") UUID other,
      @QueryParam("scorer") String scorer,
      @QueryParam("direction") @Schema(enumeration = {"regressed", "improved", "differs"})
          String direction,
      @BeanParam @Valid PageRequest page) {
    if (baseline == null || other == null) {
      throw ComparisonRequest.bad(
          baseline == null ? "baseline" : "other", "must be the id of a run");
    }
    FlipDirection asked = asked(direction);
    Cursor after = page.after(2).orElse(null);
    UUID workspace = callers.current().workspaceId();
    return runs.get(workspace, baseline)
        .flatMap(found -> runs.get(workspace, other))
        .flatMap(found -> flips.read(baseline, other, scorer, asked, after, page.limit));
  }

  private Uni<Comparison> compare(ComparisonRequest request) {
    return comparisons.compare(callers.current().workspaceId(), request);
  }

  private static FlipDirection asked(String direction) {
    FlipDirection asked = direction == null ? null : FlipDirection.of(direction);
    if (direction != null && asked == null) {
      throw ComparisonRequest.bad("direction", "must be one of " + FlipDirection.known());
    }
    return asked;
  }
}

package dev.assay.run.traffic.outcome;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.runs.RunStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The answers of a run field by field. */
@Path("/v1/runs/{id}/fields")
@Tag(name = "Runs")
public class FieldsResource {
  private final Callers callers;
  private final RunStore runs;
  private final FieldsQuery fields;

  FieldsResource(Callers callers, RunStore runs, FieldsQuery fields) {
    this.callers = callers;
    this.runs = runs;
    this.fields = fields;
  }

  /** The table. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "Field by field: correct, errors, accuracy, people's and inferred corrections apart, with"
              + " examples of what is wrong")
  public Uni<FieldTable> table(
      @PathParam("id") UUID id,
      @QueryParam("scorer") String scorer,
      @QueryParam("filter")
          @DefaultValue("all")
          @Pattern(regexp = "all|errors|correct", message = "must be all, errors or correct")
          String filter,
      @QueryParam("limit") @DefaultValue("200") @Min(1) @Max(1_000) int limit,
      @QueryParam("examples") @DefaultValue("3") @Min(0) @Max(20) int examples) {
    return runs.get(callers.current().workspaceId(), id)
        .flatMap(
            run -> {
              String key = FieldScorer.key(run, scorer);
              return fields
                  .read(id, key, FieldScorer.toldApart(run, key), filter, limit, examples)
                  .map(found -> new FieldTable(key, found));
            });
  }
}

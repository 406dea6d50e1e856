package dev.assay.run.results.archive;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One place to look for anything. */
@Path("/v1/search")
@Tag(name = "Search")
public class SearchResource {
  private final Callers callers;
  private final NameSearch names;
  private final ContentSearch contents;

  SearchResource(Callers callers, NameSearch names, ContentSearch contents) {
    this.callers = callers;
    this.names = names;
    this.contents = contents;
  }

  /** Everything of the workspace that has a text in it, at most so many of each kind. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      operationId = "search",
      summary = "Names that have a text in them, and items and answers of the newest runs")
  public Uni<Found> search(
      @QueryParam("q") @NotNull @Size(min = 1, max = 1_000) String text,
      @QueryParam("limit") @DefaultValue("5") @Min(1) @Max(20) int limit) {
    UUID workspace = callers.current().workspaceId();
    return names
        .names(workspace, text, limit)
        .flatMap(
            named ->
                names
                    .runs(workspace, text, limit)
                    .flatMap(
                        runs ->
                            contents
                                .find(workspace, text, limit)
                                .map(
                                    hits ->
                                        new Found(
                                            runs,
                                            named.getOrDefault("evaluations", List.of()),
                                            named.getOrDefault("datasets", List.of()),
                                            named.getOrDefault("scorers", List.of()),
                                            named.getOrDefault("providers", List.of()),
                                            named.getOrDefault("skills", List.of()),
                                            hits.items(),
                                            hits.searched()))));
  }
}

package dev.assay.run.library.scorers;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.run.library.scorers.catalogue.Catalogue;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The scorers there are, built in and custom. */
@Path("/v1/scorers")
@Tag(name = "Scorers")
public class ScorersResource {
  private final Callers callers;
  private final Catalogue catalogue;
  private final CustomScorerStore store;
  private final CustomScorers custom;

  public ScorersResource(
      Callers callers, Catalogue catalogue, CustomScorerStore store, CustomScorers custom) {
    this.callers = callers;
    this.catalogue = catalogue;
    this.store = store;
    this.custom = custom;
  }

  /** All scorers, by id. */
  public record Scorers(List<ScorerView> data) {}

  /** Every scorer with its parameters. */
  @GET
  @RolesAllowed("read")
  @Operation(
      summary =
          "The scorers there are, built in and custom, with needs, direction, range and parameters;"
              + " after 8 MB of definitions further ones are left out")
  public Uni<Scorers> list() {
    UUID workspaceId = callers.current().workspaceId();
    return catalogue
        .all()
        .flatMap(known -> store.list(workspaceId).map(found -> together(known, found)));
  }

  private static Scorers together(
      Map<String, ScorerDescriptor> known, List<CustomScorerStore.Listed> found) {
    List<ScorerView> all = new ArrayList<>(known.values().stream().map(ScorerView::of).toList());
    // One that was named before the catalogue got the same name is hidden by it.
    found.stream()
        .filter(one -> !known.containsKey(one.scorer().name()))
        .map(one -> one.whole() ? view(one.scorer(), known) : brief(one.scorer(), known))
        .forEach(all::add);
    all.sort(Comparator.comparing(ScorerView::id));
    return new Scorers(all);
  }

  private static ScorerView view(StoredScorer stored, Map<String, ScorerDescriptor> known) {
    return ScorerView.of(stored, known.get(stored.definition().kind().scorer()));
  }

  private static ScorerView brief(StoredScorer stored, Map<String, ScorerDescriptor> known) {
    return view(stored, known).withoutDefinition();
  }

  /** One scorer. */
  @GET
  @Path("/{id}")
  @RolesAllowed("read")
  @Operation(summary = "One scorer; of a custom one also name@version")
  public Uni<ScorerView> get(@PathParam("id") String id) {
    UUID workspaceId = callers.current().workspaceId();
    return catalogue
        .all()
        .flatMap(
            known ->
                known.containsKey(id)
                    ? Uni.createFrom().item(ScorerView.of(known.get(id)))
                    : store
                        .find(workspaceId, Set.of(id))
                        .map(
                            found -> {
                              if (!found.containsKey(id)) {
                                throw ProblemException.notFound("scorer", id);
                              }
                              return view(found.get(id), known);
                            }));
  }

  /** Saves a custom scorer under the name in the body. */
  @POST
  @RolesAllowed("write")
  @Operation(summary = "Saves a custom scorer; a changed definition makes a new version")
  @APIResponse(
      responseCode = "200",
      description = "As it was",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ScorerView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ScorerView.class)))
  public Uni<Response> create(
      @HeaderParam(Idempotency.HEADER) String key, CustomScorer definition) {
    return custom.save(callers.current(), key, definition);
  }

  /** Saves a custom scorer under the name in the path. */
  @PUT
  @Path("/{id}")
  @RolesAllowed("write")
  @Operation(summary = "Saves a custom scorer under a name")
  @APIResponse(
      responseCode = "200",
      description = "As it was",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ScorerView.class)))
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ScorerView.class)))
  public Uni<Response> put(@PathParam("id") String name, CustomScorer definition) {
    return custom.put(callers.current(), name, definition);
  }

  /** All versions of a custom scorer. */
  @GET
  @Path("/{id}/versions")
  @RolesAllowed("read")
  @Operation(summary = "The versions of a custom scorer, the newest first; a page ends after 8 MB")
  public Uni<Page<ScorerView>> versions(
      @PathParam("id") String name, @BeanParam @Valid PageRequest page) {
    UUID workspaceId = callers.current().workspaceId();
    Integer before = page.after(1).map(c -> (int) c.number(0)).orElse(null);
    return store
        .versions(workspaceId, name, before, page.limit)
        .invoke(
            found -> {
              if (found.data().isEmpty() && before == null) {
                throw ProblemException.notFound("custom scorer", name);
              }
            })
        .flatMap(found -> catalogue.all().map(known -> found.map(s -> view(s, known))));
  }

  /** Removes a custom scorer with its versions; runs keep what they were made from. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed("write")
  @Operation(summary = "Removes a custom scorer; runs that used it stay as they are")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> delete(@PathParam("id") String name) {
    return store
        .delete(callers.current().workspaceId(), name)
        .map(
            gone -> {
              if (!gone) {
                throw ProblemException.notFound("custom scorer", name);
              }
              return Response.noContent().build();
            });
  }
}

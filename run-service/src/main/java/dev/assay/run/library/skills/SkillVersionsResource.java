package dev.assay.run.library.skills;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Versions of a skill. */
@Path("/v1/skills/{name}")
@Tag(name = "Skills")
public class SkillVersionsResource {
  private static final String LATEST = "latest";

  private final Callers callers;
  private final SkillStore store;
  private final SkillPages pages;

  SkillVersionsResource(Callers callers, SkillStore store, SkillPages pages) {
    this.callers = callers;
    this.store = store;
    this.pages = pages;
  }

  /** All versions of one. */
  @GET
  @Path("/versions")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "The versions of a skill, the newest first")
  public Uni<Page<StoredSkill>> list(
      @PathParam("name") String name, @BeanParam @Valid PageRequest page) {
    Integer before = page.after(1).map(c -> (int) c.number(0)).orElse(null);
    return pages
        .versions(callers.current().workspaceId(), name, before, page.limit)
        .invoke(
            found -> {
              if (found.data().isEmpty() && before == null) {
                throw ProblemException.notFound("skill", name);
              }
            });
  }

  /** One of them. */
  @GET
  @Path("/versions/{version}")
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary = "One version of a skill, by number, or 'latest' for the newest that was adopted")
  public Uni<StoredSkill> one(
      @PathParam("name") String name, @PathParam("version") String version) {
    return find(callers.current().workspaceId(), name, version);
  }

  /** Adopts one of them. */
  @POST
  @Path("/versions/{version}/adopt")
  @RolesAllowed(Scopes.WRITE)
  @Operation(
      summary =
          "Adopt a version that a model proposed: from now on it is what launches take that name"
              + " the skill without a version")
  public Uni<StoredSkill> adopt(@PathParam("name") String name, @PathParam("version") int version) {
    return store.adopt(callers.current().workspaceId(), name, version);
  }

  /** Two of them beside each other. */
  @GET
  @Path("/diff")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "Two versions of a skill, and the names of what differs between them")
  public Uni<SkillDiff> diff(
      @PathParam("name") String name,
      @QueryParam("from") @NotNull String from,
      @QueryParam("to") @DefaultValue(LATEST) String to) {
    UUID workspaceId = callers.current().workspaceId();
    return find(workspaceId, name, from)
        .flatMap(
            older -> find(workspaceId, name, to).map(newer -> SkillDiff.between(older, newer)));
  }

  private Uni<StoredSkill> find(UUID workspaceId, String name, String version) {
    String reference = version.equals(LATEST) ? name : name + "@" + version;
    return store
        .find(workspaceId, reference)
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.notFound("skill", name + "@" + version));
  }
}

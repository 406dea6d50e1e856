package dev.assay.run.library.skills;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Skills: a prompt, a schema of its answers and the settings of a model, under a name. */
@Path("/v1/skills")
@Tag(name = "Skills")
public class SkillsResource {
  private final Callers callers;
  private final SkillStore store;
  private final SkillPages pages;
  private final Skills skills;

  SkillsResource(Callers callers, SkillStore store, SkillPages pages, Skills skills) {
    this.callers = callers;
    this.store = store;
    this.pages = pages;
    this.skills = skills;
  }

  /** Saves under the name in the body. */
  @POST
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Saves a skill; a changed definition makes a new version")
  @APIResponse(
      responseCode = "200",
      description = "As it was",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = StoredSkill.class)))
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = StoredSkill.class)))
  public Uni<Response> create(@HeaderParam(Idempotency.HEADER) String key, Skill definition) {
    return skills.save(callers.current(), key, definition);
  }

  /** Saves under the name in the path. */
  @PUT
  @Path("/{name}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Saves a skill under a name")
  @APIResponse(
      responseCode = "200",
      description = "As it was",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = StoredSkill.class)))
  @APIResponse(
      responseCode = "201",
      description = "Made",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = StoredSkill.class)))
  public Uni<Response> put(@PathParam("name") String name, Skill definition) {
    return skills.put(callers.current(), name, definition);
  }

  /** The newest versions that were adopted. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "The skills, each in the newest version that was adopted")
  public Uni<Page<StoredSkill>> list(@BeanParam @Valid PageRequest page) {
    String after = page.after(1).map(c -> c.values().get(0)).orElse(null);
    return pages.newest(callers.current().workspaceId(), after, page.limit);
  }

  /** One, by name or name@version. */
  @GET
  @Path("/{name}")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "One skill; name, for the newest version that was adopted, or name@version")
  public Uni<StoredSkill> get(@PathParam("name") String name) {
    return store
        .find(callers.current().workspaceId(), name)
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.notFound("skill", name));
  }

  /** Removes one with its versions; its runs keep what they were made from. */
  @DELETE
  @Path("/{name}")
  @RolesAllowed(Scopes.WRITE)
  @Operation(summary = "Removes a skill; its runs stay as they are")
  @APIResponse(responseCode = "204", description = "Gone")
  public Uni<Response> delete(@PathParam("name") String name) {
    return store
        .delete(callers.current().workspaceId(), name)
        .map(
            gone -> {
              if (!gone) {
                throw ProblemException.notFound("skill", name);
              }
              return Response.noContent().build();
            });
  }
}

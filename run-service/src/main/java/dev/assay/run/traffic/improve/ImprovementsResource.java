package dev.assay.run.traffic.improve;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of asking models for better versions of skills. */
@Path("/v1/improvements")
@Tag(name = "Improvements")
public class ImprovementsResource {
  private final Callers callers;
  private final ImprovementStore store;

  ImprovementsResource(Callers callers, ImprovementStore store) {
    this.callers = callers;
    this.store = store;
  }

  /** The newest first. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "The improvements of the workspace, or of a run, the newest first")
  public Uni<Page<Improvement>> list(
      @QueryParam("run") UUID run, @BeanParam @Valid PageRequest page) {
    UUID before = page.after(1).map(cursor -> cursor.uuid(0)).orElse(null);
    return store
        .list(callers.current().workspaceId(), run, before, page.limit + 1)
        .map(found -> Page.of(found, page.limit, last -> Cursor.after(last.id())));
  }

  /** One. */
  @GET
  @Path("/{id}")
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "One improvement: how far it is, the version and the run that came of it")
  public Uni<Improvement> get(@PathParam("id") UUID id) {
    return store.get(callers.current().workspaceId(), id);
  }
}

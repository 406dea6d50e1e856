package dev.assay.run.engine.cache;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The answers that are kept for later runs. */
@Path("/v1/cache")
@Tag(name = "Cache")
public class CacheResource {
  private final Callers callers;
  private final CacheUpkeep upkeep;

  CacheResource(Callers callers, CacheUpkeep upkeep) {
    this.callers = callers;
    this.upkeep = upkeep;
  }

  /** How many were dropped. */
  @Schema(name = "CacheCleared")
  public record Cleared(int deleted) {}

  /** How much there is. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary = "How many answers the workspace keeps for later runs, and how large they are")
  public Uni<CacheUpkeep.Stats> stats() {
    return upkeep.stats(callers.current().workspaceId());
  }

  /** Drops all. */
  @DELETE
  @RolesAllowed(Scopes.ADMIN)
  @Operation(summary = "Drops all cached answers of the workspace; runs keep theirs")
  public Uni<Cleared> clear() {
    return upkeep.clear(callers.current().workspaceId()).map(Cleared::new);
  }
}

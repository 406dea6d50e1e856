package dev.assay.run.verdict.passports;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far judges agree with people. */
@Path("/v1/passports")
@Tag(name = "Labels and passports")
public class PassportsResource {
  private final Callers callers;
  private final Passports passports;

  PassportsResource(Callers callers, Passports passports) {
    this.callers = callers;
    this.passports = passports;
  }

  /** Lists judges. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "The judges of the workspace that people's labels can be held against")
  public Uni<Page<Passport>> list(@BeanParam @Valid PageRequest page) {
    String after = page.after(1).map(c -> c.values().get(0)).orElse(null);
    return passports
        .list(callers.current().workspaceId(), after, page.limit + 1)
        .map(found -> Page.of(found, page.limit, p -> Cursor.after(p.passport())));
  }

  /** One judge. */
  @GET
  @Path("/{passport}")
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary = "One judge against people: agreement, kappa, true-positive and true-negative rate")
  public Uni<Passport> get(
      @PathParam("passport") String passport, @QueryParam("threshold") Double threshold) {
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw new ProblemException(ErrorCode.INVALID_REQUEST, "threshold must be from 0 to 1.");
    }
    return passports.get(callers.current().workspaceId(), passport, threshold);
  }
}

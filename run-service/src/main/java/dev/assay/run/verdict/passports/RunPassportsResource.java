package dev.assay.run.verdict.passports;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far the judges of a run agree with people. */
@Path("/v1/runs/{id}/passports")
@Tag(name = "Labels and passports")
public class RunPassportsResource {
  private final Callers callers;
  private final Passports passports;

  RunPassportsResource(Callers callers, Passports passports) {
    this.callers = callers;
    this.passports = passports;
  }

  /**
   * The judges of a run.
   *
   * @param scorers by key, in the order of the evaluation; only those that ask a judge
   */
  @Schema(name = "RunPassports")
  public record OfRun(Map<String, JudgedRate> scorers) {}

  /** The judges of a run. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "The judges of a run as they stand against people now, with the pass rate corrected by"
              + " their errors")
  public Uni<OfRun> get(@PathParam("id") UUID id) {
    return passports.ofRun(callers.current().workspaceId(), id).map(OfRun::new);
  }
}

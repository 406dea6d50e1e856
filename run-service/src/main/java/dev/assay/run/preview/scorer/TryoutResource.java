package dev.assay.run.preview.scorer;

import dev.assay.run.platform.access.Callers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Trying a scorer out on the stored answers of a run. */
@Path("/v1/scorers/preview")
@Tag(name = "Scorers")
public class TryoutResource {
  private final Callers callers;
  private final Tryout tryout;

  TryoutResource(Callers callers, Tryout tryout) {
    this.callers = callers;
    this.tryout = tryout;
  }

  /** Scores stored answers and saves nothing. */
  @POST
  @RolesAllowed("read")
  @Operation(
      summary =
          "Scores stored answers of an ended run with a definition that is not saved, and says"
              + " which past verdicts would flip")
  public Uni<TryoutResult> preview(TryoutRequest request) {
    return tryout.run(callers.current(), request);
  }
}

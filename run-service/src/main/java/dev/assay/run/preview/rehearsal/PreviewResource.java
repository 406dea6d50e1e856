package dev.assay.run.preview.rehearsal;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.runs.LaunchRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a launch would do, asked before it does it. */
@Path("/v1/runs")
@Tag(name = "Runs")
public class PreviewResource {
  private final Callers callers;
  private final RunPreview preview;

  PreviewResource(Callers callers, RunPreview preview) {
    this.callers = callers;
    this.preview = preview;
  }

  /** Says what a launch would do. */
  @POST
  @Path("/preview")
  @RolesAllowed("run")
  @Operation(
      summary =
          "What a run would do and take, without calling anything: counts, gate self-test,"
              + " forecast; with rehearse: true some items are tried against the simulated"
              + " provider")
  @APIResponse(
      responseCode = "200",
      description = "What came of it",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(oneOf = {RunPreview.Preview.class, RunPreview.Previews.class})))
  public Uni<Object> preview(LaunchRequest request) {
    return preview.of(callers.current().workspaceId(), LaunchRequest.present(request));
  }
}

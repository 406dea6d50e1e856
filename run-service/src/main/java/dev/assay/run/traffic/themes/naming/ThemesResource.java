package dev.assay.run.traffic.themes.naming;

import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Idempotency;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.traffic.asking.ModelQuestions;
import dev.assay.run.traffic.improve.plans.Forecasts;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Having a model name what the notes of a run speak of. */
@Path("/v1/runs/{id}/themes")
@Tag(name = "Runs")
public class ThemesResource {
  private final Callers callers;
  private final RunStore runs;
  private final Namings namings;
  private final NamingStore store;
  private final Forecasts forecasts;

  ThemesResource(
      Callers callers, RunStore runs, Namings namings, NamingStore store, Forecasts forecasts) {
    this.callers = callers;
    this.runs = runs;
    this.namings = namings;
    this.store = store;
    this.forecasts = forecasts;
  }

  /** Asks, or says what would be asked. */
  @POST
  @RolesAllowed(Scopes.RUN)
  @Operation(
      operationId = "nameThemes",
      summary =
          "Asks a model for names of the themes that the run's notes have; with dry_run: true only"
              + " says what would be asked. The hints have the names when it has answered")
  @APIResponse(
      responseCode = "200",
      description = "What would be asked",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NamingPlan.class)))
  @APIResponse(
      responseCode = "202",
      description = "The model is being asked",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ThemeNaming.class)))
  public Uni<Response> name(
      @PathParam("id") UUID id,
      @HeaderParam(Idempotency.HEADER) String key,
      @RequestBody(required = false) NameThemes given) {
    Caller caller = callers.current();
    NameThemes asked = given == null ? NameThemes.PLAIN : given;
    return runs.get(caller.workspaceId(), id).flatMap(run -> name(caller, key, run, asked));
  }

  private Uni<Response> name(Caller caller, String key, Run run, NameThemes asked) {
    Uni<Naming> naming = namings.of(run, asked);
    return asked.dry()
        ? naming
            .flatMap(one -> forecasts.of(caller.workspaceId(), one.launch()).map(one::plan))
            .map(plan -> Response.ok(plan).build())
        : namings.start(
            new ModelQuestions.Asking(caller, key, "/v1/runs/" + run.id() + "/themes", asked),
            naming);
  }

  /** Takes the names away. */
  @DELETE
  @RolesAllowed(Scopes.RUN)
  @Operation(
      operationId = "forgetThemeNames",
      summary = "Takes away all names that models gave to the themes of the run's notes")
  public Uni<Void> forget(@PathParam("id") UUID id) {
    UUID workspaceId = callers.current().workspaceId();
    return runs.get(workspaceId, id).flatMap(run -> store.forget(workspaceId, id));
  }
}

package dev.assay.run.library.providers.test;

import dev.assay.run.library.providers.Providers;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Trying a provider out. */
@Path("/v1/providers/{name}/test")
@Tag(name = "Providers")
public class TrialResource {
  private final Callers callers;
  private final Providers providers;
  private final ProviderTrial trial;

  TrialResource(Callers callers, Providers providers, ProviderTrial trial) {
    this.callers = callers;
    this.providers = providers;
    this.trial = trial;
  }

  @POST
  @RolesAllowed({Scopes.RUN, Scopes.WRITE})
  @Operation(summary = "Make one small real call to a provider and say what became of it")
  public Uni<TrialResult> test(@PathParam("name") String name, @Valid TrialRequest body) {
    TrialRequest request = body == null ? TrialRequest.NOTHING_SAID : body;
    return providers
        .peek(callers.current().workspaceId(), name)
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("provider", name)))
        .flatMap(provider -> trial.run(provider, request));
  }
}

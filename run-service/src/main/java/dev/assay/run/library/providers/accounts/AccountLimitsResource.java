package dev.assay.run.library.providers.accounts;

import dev.assay.run.library.providers.Provider;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the limits of a provider's account stand. */
@Path("/v1/providers/{name}/limits")
@Tag(name = "Providers")
public class AccountLimitsResource {
  private final Callers callers;
  private final Providers providers;
  private final AccountBook book;

  AccountLimitsResource(Callers callers, Providers providers, AccountBook book) {
    this.callers = callers;
    this.providers = providers;
    this.book = book;
  }

  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "Limits of a provider's account: configured, now, per worker, and lately")
  public Uni<AccountLimits> limits(@PathParam("name") String name) {
    return providers
        .peek(callers.current().workspaceId(), name)
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("provider", name)))
        .map(this::view);
  }

  private AccountLimits view(Provider provider) {
    return book.find(provider.workspaceId().toString(), provider.name())
        .map(
            state ->
                new AccountLimits(
                    provider.name(),
                    provider.settings().limits(),
                    state.now(book.now()),
                    state.parts(),
                    state.history()))
        .orElseGet(
            () ->
                new AccountLimits(
                    provider.name(), provider.settings().limits(), null, List.of(), List.of()));
  }
}

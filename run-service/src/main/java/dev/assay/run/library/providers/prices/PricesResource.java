package dev.assay.run.library.providers.prices;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What models cost. */
@Path("/v1/prices")
@Tag(name = "Prices")
public class PricesResource {
  private final Callers callers;
  private final Prices prices;

  PricesResource(Callers callers, Prices prices) {
    this.callers = callers;
    this.prices = prices;
  }

  /** The list prices and what they come to for the providers of the workspace. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(summary = "List prices with their date, and what each provider's models resolve to")
  public Uni<PriceView> list() {
    return prices.view(callers.current().workspaceId());
  }
}

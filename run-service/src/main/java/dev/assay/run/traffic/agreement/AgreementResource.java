package dev.assay.run.traffic.agreement;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.traffic.slices.SourceParameters;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far people agree who speak of the same answers. */
@Path("/v1/feedback/agreement")
@Tag(name = "Feedback")
public class AgreementResource {
  private final Callers callers;
  private final AgreementQuery query;

  AgreementResource(Callers callers, AgreementQuery query) {
    this.callers = callers;
    this.query = query;
  }

  /** Says it. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "How far people agree: labels and ratings beyond chance (Krippendorff's alpha),"
              + " corrections field by field, and where they do not; of a source, or of all")
  public Uni<PeopleAgreement> get(@BeanParam SourceParameters of) {
    return query.of(of.slice(callers.current().workspaceId()));
  }
}

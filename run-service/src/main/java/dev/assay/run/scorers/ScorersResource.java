package dev.assay.run.scorers;

import dev.assay.common.message.ScorerDescriptor;
import dev.assay.run.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Collection;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalogue of scorers. */
@Path("/v1/scorers")
@Tag(name = "Scorers")
public class ScorersResource {
  private final Catalogue catalogue;

  /** With the catalogue. */
  public ScorersResource(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The catalogue. */
  public record Scorers(Collection<ScorerDescriptor> data) {}

  /** Every scorer with its parameters. */
  @GET
  @RolesAllowed("read")
  @Operation(summary = "The scorers there are, with needs, direction, range and parameters")
  public Uni<Scorers> list() {
    return catalogue.all().map(all -> new Scorers(all.values()));
  }

  /** One scorer. */
  @GET
  @Path("/{id}")
  @RolesAllowed("read")
  @Operation(summary = "One scorer")
  public Uni<ScorerDescriptor> get(@PathParam("id") String id) {
    return catalogue
        .all()
        .map(
            all -> {
              ScorerDescriptor found = all.get(id);
              if (found == null) {
                throw ProblemException.notFound("scorer", id);
              }
              return found;
            });
  }
}

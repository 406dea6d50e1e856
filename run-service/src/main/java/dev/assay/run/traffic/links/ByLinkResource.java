package dev.assay.run.traffic.links;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The one route that takes something in from somebody without a key: whoever holds a link may. */
@Path("/v1/feedback/by-link/{token}")
@Tag(name = "Feedback")
public class ByLinkResource {
  private final FeedbackLinks links;

  ByLinkResource(FeedbackLinks links) {
    this.links = links;
  }

  /** What came of it: nothing else is told of what there is. */
  @Schema(name = "FeedbackStored")
  public record Stored(boolean stored) {}

  /** Takes feedback. */
  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "giveFeedbackByLink",
      summary =
          "Say something of an answer by a link, without a key and from a page of any site; only"
              + " what the link takes, 64 KB at most")
  @APIResponse(
      responseCode = "201",
      description = "Stored",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Stored.class)))
  public Uni<Response> give(
      @PathParam("token") String token,
      @NotNull LinkFeedback body,
      @Context RoutingContext request) {
    return links
        .take(token, body, acting -> acting.in(request))
        .map(done -> Response.status(201).entity(new Stored(true)).build());
  }
}

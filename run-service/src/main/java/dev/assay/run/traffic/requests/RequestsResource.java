package dev.assay.run.traffic.requests;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.traffic.reading.Bodies;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Requests to models that production made. */
@Path("/v1/traffic/requests")
@Tag(name = "Traffic")
// What the methods above ask for is not seen from here.
@SecurityRequirement(name = "api_key")
public class RequestsResource extends TrafficRoutes {
  RequestsResource(
      Callers callers,
      Bodies bodies,
      TrafficIntake intake,
      TrafficStore store,
      SessionDeletion sessions) {
    super(TrafficKind.REQUEST, callers, bodies, intake, store, sessions);
  }
}

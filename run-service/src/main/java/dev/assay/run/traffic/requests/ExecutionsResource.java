package dev.assay.run.traffic.requests;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.traffic.reading.Bodies;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Executions of agents in production. */
@Path("/v1/traffic/executions")
@Tag(name = "Traffic")
// What the methods above ask for is not seen from here.
@SecurityRequirement(name = "api_key")
public class ExecutionsResource extends TrafficRoutes {
  ExecutionsResource(
      Callers callers,
      Bodies bodies,
      TrafficIntake intake,
      TrafficStore store,
      SessionDeletion sessions) {
    super(TrafficKind.AGENT_EXECUTION, callers, bodies, intake, store, sessions);
  }
}

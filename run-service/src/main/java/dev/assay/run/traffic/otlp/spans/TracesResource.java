package dev.assay.run.traffic.otlp.spans;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Traces of production, as trees of spans. */
@Path("/v1/traffic/traces/{trace_id}")
@Tag(name = "Traffic")
public class TracesResource {
  /** Most spans that are given; a trace may have any number. */
  private static final int MOST = 2_000;

  /** Bytes of spans after which no more are given. */
  private static final long BYTES = 16L * 1024 * 1024;

  private final Callers callers;
  private final SpanStore store;

  TracesResource(Callers callers, SpanStore store) {
    this.callers = callers;
    this.store = store;
  }

  /** The tree of a trace. */
  @GET
  @RolesAllowed(Scopes.READ)
  @Operation(
      summary =
          "The spans of a trace in the order of their tree, with documents and scores of what was"
              + " retrieved; the trace_id stands at each request and execution")
  public Uni<SpanTree> get(@PathParam("trace_id") String given) {
    String traceId = given.toLowerCase(Locale.ROOT);
    return store
        .tree(callers.current().workspaceId(), traceId, MOST, BYTES)
        .invoke(
            tree -> {
              if (tree.spans().isEmpty()) {
                throw ProblemException.notFound("trace", traceId);
              }
            });
  }
}

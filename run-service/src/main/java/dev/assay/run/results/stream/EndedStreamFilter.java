package dev.assay.run.results.stream;

import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.SqlStates;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Decides what a stream cannot say once it has begun: 404 for a run that does not exist here, 204
 * for a reader that comes back past the end, which stops an EventSource.
 */
class EndedStreamFilter {
  private static final Pattern PATH =
      Pattern.compile("/?v1/runs/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/events/?");

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Callers callers;
  private final EventReader reader;

  EndedStreamFilter(Callers callers, EventReader reader) {
    this.callers = callers;
    this.reader = reader;
  }

  @ServerRequestFilter
  Uni<Response> filter(ContainerRequestContext request) {
    Matcher path = PATH.matcher(request.getUriInfo().getPath());
    if (!path.matches()) {
      return Uni.createFrom().nullItem();
    }
    UUID runId = UUID.fromString(path.group(1));
    Long from =
        LastEventId.read(
            request.getHeaderString("Last-Event-ID"),
            request.getUriInfo().getQueryParameters().getFirst("after"));
    return reader
        .run(callers.current().workspaceId(), runId)
        .ifNoItem()
        .after(LONGEST)
        .failWith(() -> new SocketTimeoutException("the database does not answer"))
        .map(
            state -> {
              if (state == null) {
                throw ProblemException.notFound("run", runId);
              }
              return from != null && state.ended() && from >= state.last()
                  ? Response.noContent().build()
                  : null;
            })
        // Nobody knows: the stream opens and waits. A refusal would stop an EventSource for good.
        .onFailure(SqlStates::isTransient)
        .recoverWithNull();
  }
}

package dev.assay.run.results.stream;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.RunView;
import dev.assay.run.runs.events.EventType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Progress as Server-Sent Events. */
@Path("/v1/runs")
@Tag(name = "Events")
public class EventsResource {
  private static final int SNAPSHOTS = 20;
  private static final int MOST_SNAPSHOTS = 500;

  private final Callers callers;
  private final RunStore runs;
  private final EventReader reader;
  private final EventHub hub;
  private final StreamConfig config;
  private final OpenStreams open;

  public EventsResource(
      Callers callers,
      RunStore runs,
      EventReader reader,
      EventHub hub,
      StreamConfig config,
      OpenStreams open) {
    this.callers = callers;
    this.runs = runs;
    this.reader = reader;
    this.hub = hub;
    this.config = config;
    this.open = open;
  }

  /** One run. Past its end {@link EndedStreamFilter} answers 204 before this is reached. */
  @GET
  @Path("/{id}/events")
  @RolesAllowed("read")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.TEXT_PLAIN)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  @Operation(summary = "The events of one run; ends after its end; resumes by Last-Event-ID")
  public Multi<OutboundSseEvent> ofRun(
      @PathParam("id") UUID id,
      @HeaderParam("Last-Event-ID") String lastEventId,
      @QueryParam("after") String after,
      @Context HttpServerRequest request,
      @Context Sse sse) {
    Caller caller = callers.current();
    Long from = LastEventId.read(lastEventId, after);
    Subscriber subscriber = subscriber(caller, id, request);
    return stream(
        sse,
        caller,
        subscriber,
        from == null
            ? snapshots(sse, caller, id).map(s -> new Start(s.lastSeq(), s.events()))
            : reader.run(caller.workspaceId(), id).map(state -> start(sse, state, from)),
        start ->
            new EventStream(
                sse,
                config,
                subscriber,
                start.last(),
                last -> reader.ofRun(id, last, config.page()),
                () -> reader.run(caller.workspaceId(), id)));
  }

  /** All runs of the workspace. */
  @GET
  @Path("/events")
  @RolesAllowed("read")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.TEXT_PLAIN)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  @Operation(summary = "The events of all runs of the workspace; ?status= and ?limit= narrow it")
  public Multi<OutboundSseEvent> ofWorkspace(
      @HeaderParam("Last-Event-ID") String lastEventId,
      @QueryParam("after") String after,
      @QueryParam("status") String status,
      @QueryParam("limit") Integer limit,
      @Context HttpServerRequest request,
      @Context Sse sse) {
    Caller caller = callers.current();
    Long from = LastEventId.read(lastEventId, after);
    String[] statuses = statuses(status);
    int snapshots = snapshots(limit);
    Subscriber subscriber = subscriber(caller, null, request);
    return stream(
        sse,
        caller,
        subscriber,
        reader
            .workspace(caller.workspaceId())
            .flatMap(
                state ->
                    from == null
                        ? snapshots(sse, caller, statuses, snapshots)
                            .map(events -> new Start(state.last(), events))
                        : Uni.createFrom().item(start(sse, state, from))),
        start ->
            new EventStream(
                sse,
                config,
                subscriber,
                start.last(),
                last -> reader.ofWorkspace(caller.workspaceId(), last, config.page(), statuses),
                () -> reader.workspace(caller.workspaceId())));
  }

  private static Subscriber subscriber(Caller caller, UUID runId, HttpServerRequest request) {
    Subscriber subscriber = new Subscriber(caller.workspaceId(), runId);
    subscriber.onStall(() -> request.connection().close());
    return subscriber;
  }

  /** Where a stream starts, and what it says before the log goes on. */
  private record Start(long last, List<OutboundSseEvent> events) {}

  private record Snapshot(long lastSeq, List<OutboundSseEvent> events) {}

  private interface Opener {
    EventStream open(Start start);
  }

  private Multi<OutboundSseEvent> stream(
      Sse sse, Caller caller, Subscriber subscriber, Uni<Start> start, Opener opener) {
    open.enter(caller.keyId());
    // Registered before anything is read: what happens meanwhile rings.
    hub.add(subscriber);
    return start
        .onItem()
        .transformToMulti(s -> opener.open(s).open(s.events()))
        .onFailure()
        .recoverWithItem(e -> EventStream.lastWord(sse, e))
        .onTermination()
        .invoke(
            () -> {
              hub.remove(subscriber);
              open.leave(caller.keyId());
            });
  }

  private Start start(Sse sse, EventReader.State state, long from) {
    if (state == null) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such run in this workspace.");
    }
    if (!state.reaches(from) || state.last() - from > config.replay()) {
      OutboundSseEvent resync =
          EventStream.event(
              sse, EventType.RESYNC, "{\"reason\":\"the history asked for is gone\"}");
      return new Start(state.last(), List.of(resync));
    }
    return new Start(Math.min(from, state.last()), List.of());
  }

  private Uni<Snapshot> snapshots(Sse sse, Caller caller, UUID id) {
    return runs.get(caller.workspaceId(), id)
        .map(run -> new Snapshot(run.progress().lastSeq(), List.of(snapshot(sse, run))));
  }

  private Uni<List<OutboundSseEvent>> snapshots(
      Sse sse, Caller caller, String[] statuses, int limit) {
    return runs.newest(caller.workspaceId(), statuses, limit)
        .map(
            found -> {
              List<OutboundSseEvent> events = new ArrayList<>();
              found.forEach(run -> events.add(snapshot(sse, run)));
              return events;
            });
  }

  private static OutboundSseEvent snapshot(Sse sse, Run run) {
    return EventStream.event(
        sse, EventType.RUN_SNAPSHOT, Json.mapper().valueToTree(RunView.of(run)).toString());
  }

  /** How many runs are shown first; said before the stream begins, when a refusal still can be. */
  private static int snapshots(Integer limit) {
    if (limit != null && (limit < 0 || limit > MOST_SNAPSHOTS)) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST, "limit must be from 0 to " + MOST_SNAPSHOTS + ".");
    }
    return limit == null ? SNAPSHOTS : limit;
  }

  private static String[] statuses(String given) {
    try {
      return given == null
          ? null
          : Arrays.stream(given.split(",")).map(s -> RunStatus.of(s).wire()).toArray(String[]::new);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST, "status has an unknown value: " + given);
    }
  }
}

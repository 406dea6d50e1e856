package dev.assay.run.results.stream;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.results.stream.StreamSource.Start;
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
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
  @APIResponse(
      responseCode = "200",
      description = "The stream",
      content =
          @Content(
              mediaType = "text/event-stream",
              schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "204", description = "The run has ended, and all was told")
  public Multi<OutboundSseEvent> ofRun(
      @PathParam("id") UUID id,
      @HeaderParam("Last-Event-ID") String lastEventId,
      @QueryParam("after") String after,
      @Context HttpServerRequest request,
      @Context Sse sse) {
    Caller caller = callers.current();
    Long from = LastEventId.read(lastEventId, after);
    RunStore asked = runs.here();
    return stream(
        sse,
        caller,
        subscriber(caller, id, true, request),
        new Source(
            () ->
                from == null
                    ? snapshot(asked, sse, caller, id)
                    : reader.run(caller.workspaceId(), id).map(state -> start(sse, state, from)),
            last -> reader.ofRun(caller.workspaceId(), id, last),
            () -> reader.run(caller.workspaceId(), id),
            callers.standing()));
  }

  /** All runs of the workspace. */
  @GET
  @Path("/events")
  @RolesAllowed("read")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.TEXT_PLAIN)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  @Operation(
      summary =
          "The events of all runs of the workspace; ?status= and ?limit= narrow it,"
              + " ?activity=true adds what its items do now")
  @APIResponse(
      responseCode = "200",
      description = "The stream",
      content =
          @Content(
              mediaType = "text/event-stream",
              schema = @Schema(implementation = String.class)))
  public Multi<OutboundSseEvent> ofWorkspace(
      @HeaderParam("Last-Event-ID") String lastEventId,
      @QueryParam("after") String after,
      @QueryParam("status") String status,
      @QueryParam("limit") Integer limit,
      @QueryParam("activity") boolean activity,
      @Context HttpServerRequest request,
      @Context Sse sse) {
    Caller caller = callers.current();
    Long from = LastEventId.read(lastEventId, after);
    RunStore asked = runs.here();
    String[] statuses = statuses(status);
    int snapshots = snapshots(limit);
    return stream(
        sse,
        caller,
        subscriber(caller, null, activity && runs(statuses), request),
        new Source(
            () ->
                reader
                    .workspace(caller.workspaceId())
                    .flatMap(
                        state ->
                            from == null
                                ? snapshots(asked, sse, caller, statuses, snapshots)
                                    .map(events -> new Start(state.last(), events))
                                : Uni.createFrom().item(start(sse, state, from))),
            last -> reader.ofWorkspace(caller.workspaceId(), last, statuses),
            () -> reader.workspace(caller.workspaceId()),
            callers.standing()));
  }

  /** A source by its parts. */
  private record Source(
      Supplier<Uni<Start>> begin,
      LongFunction<Uni<EventReader.Page>> log,
      Supplier<Uni<EventReader.State>> stand,
      Supplier<Uni<Boolean>> standing)
      implements StreamSource {
    @Override
    public Uni<Start> start() {
      return begin.get();
    }

    @Override
    public Uni<EventReader.Page> after(long number) {
      return log.apply(number);
    }

    @Override
    public Uni<EventReader.State> state() {
      return stand.get();
    }

    @Override
    public Uni<Boolean> allowed() {
      return standing.get();
    }
  }

  /** Only in runs that ask is there activity. */
  private static boolean runs(String[] statuses) {
    return statuses == null || List.of(statuses).contains(RunStatus.RUNNING_DATASET.wire());
  }

  private static Subscriber subscriber(
      Caller caller, UUID runId, boolean activity, HttpServerRequest request) {
    Subscriber subscriber = new Subscriber(caller.workspaceId(), runId, activity);
    subscriber.onStall(() -> request.connection().close());
    return subscriber;
  }

  private Multi<OutboundSseEvent> stream(
      Sse sse, Caller caller, Subscriber subscriber, StreamSource source) {
    open.enter(caller.keyId());
    // Registered before anything is read: what happens meanwhile rings.
    hub.add(subscriber);
    return new EventStream(sse, config, subscriber, source)
        .open()
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
      // With the number from which it goes on: who comes back with it is not told again.
      OutboundSseEvent resync =
          EventStream.event(
              sse,
              state.last(),
              EventType.RESYNC.wire(),
              "{\"reason\":\"the history asked for is gone\"}");
      return new Start(state.last(), List.of(resync));
    }
    return new Start(Math.min(from, state.last()), List.of());
  }

  /**
   * The run as it stands. One that has ended says so by the number of its last event: a reader that
   * comes back with it gets 204, which stops an EventSource.
   */
  private static Uni<Start> snapshot(RunStore runs, Sse sse, Caller caller, UUID id) {
    return runs.get(caller.workspaceId(), id)
        .map(
            run -> {
              long last = run.progress().lastSeq();
              OutboundSseEvent event =
                  run.status().isTerminal()
                      ? EventStream.event(sse, last, EventType.RUN_SNAPSHOT.wire(), shown(run))
                      : snapshot(sse, run);
              return new Start(last, List.of(event));
            });
  }

  private static Uni<List<OutboundSseEvent>> snapshots(
      RunStore runs, Sse sse, Caller caller, String[] statuses, int limit) {
    return runs.newest(caller.workspaceId(), statuses, limit)
        .map(
            found -> {
              List<OutboundSseEvent> events = new ArrayList<>();
              found.forEach(run -> events.add(snapshot(sse, run)));
              return events;
            });
  }

  private static OutboundSseEvent snapshot(Sse sse, Run run) {
    return EventStream.event(sse, EventType.RUN_SNAPSHOT, shown(run));
  }

  private static String shown(Run run) {
    return Json.mapper().valueToTree(RunView.of(run)).toString();
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

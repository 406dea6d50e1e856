package dev.assay.run.results.stream;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.SqlStates;
import dev.assay.run.runs.events.EventType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * One reader's stream, pulled: the next page is read from the log only when the reader has taken
 * the last one. The reader is registered before the first read, so nothing is missed between replay
 * and live, and it goes on from the number it has, so nothing comes twice.
 *
 * <p>While the database is away the stream stays open with signs of life, and goes on where it was
 * when the database is back: a browser does not come back after a refusal.
 */
final class EventStream {
  private static final Logger LOG = Logger.getLogger(EventStream.class);
  private static final int RETRY_MS = 1_000;
  private static final Duration WHILE_AWAY = Duration.ofSeconds(1);

  private final Sse sse;
  private final StreamConfig config;
  private final Subscriber subscriber;
  private final StreamSource source;
  private final ScheduledExecutorService timers;
  private long last;
  private boolean begun;
  private boolean ended;
  private boolean away;
  private long saidNanos = System.nanoTime();
  private long checkedNanos = System.nanoTime();
  // The step under way; signs of life are given while it takes long.
  private CompletableFuture<Step> step;

  /**
   * What came of a step.
   *
   * @param last number that the reader then has
   */
  private record Step(List<OutboundSseEvent> events, long last, boolean end) {}

  /**
   * How the wait for a step ended: with what came of it, with its failure, or, both being null,
   * with neither in time. Then the step goes on and is waited for again.
   */
  private record Outcome(Step step, Throwable failure) {
    static final Outcome SILENCE = new Outcome(null, null);
  }

  EventStream(Sse sse, StreamConfig config, Subscriber subscriber, StreamSource source) {
    this(sse, config, subscriber, source, Infrastructure.getDefaultWorkerPool());
  }

  /** With what its signs of life are timed by. */
  EventStream(
      Sse sse,
      StreamConfig config,
      Subscriber subscriber,
      StreamSource source,
      ScheduledExecutorService timers) {
    this.timers = timers;
    this.sse = sse;
    this.config = config;
    this.subscriber = subscriber;
    this.source = source;
  }

  /** The events, starting with a comment that pushes the headers out. */
  Multi<OutboundSseEvent> open() {
    int retry = RETRY_MS + ThreadLocalRandom.current().nextInt(RETRY_MS);
    OutboundSseEvent head = sse.newEventBuilder().comment(" ready").reconnectDelay(retry).build();
    Multi<OutboundSseEvent> rest =
        Multi.createBy()
            .repeating()
            .uni(this::next)
            .until(events -> ended && events.isEmpty())
            .onItem()
            .<OutboundSseEvent>disjoint();
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(head), rest)
        .onFailure()
        .recoverWithItem(e -> lastWord(sse, e));
  }

  /** After the headers nobody can be told by a status: the last event says it, then it ends. */
  private static OutboundSseEvent lastWord(Sse sse, Throwable e) {
    if (e instanceof ProblemException problem) {
      return lastWord(sse, problem.code(), problem.getMessage());
    }
    LOG.warnf("stream ended error=%s", e.toString());
    return lastWord(sse, ErrorCode.UNAVAILABLE, "The stream cannot go on; connect again.");
  }

  private static OutboundSseEvent lastWord(Sse sse, ErrorCode code, String message) {
    return event(
        sse,
        EventType.ERROR,
        Json.mapper()
            .createObjectNode()
            .put("code", code.name())
            .put("message", message)
            .toString());
  }

  private Uni<List<OutboundSseEvent>> next() {
    if (subscriber.closing()) {
      ended = true;
    }
    if (ended) {
      return Uni.createFrom().item(List.of());
    }
    if (step == null) {
      subscriber.listen();
      step = Uni.createFrom().deferred(this::step).subscribeAsCompletionStage();
    }
    return Uni.createFrom()
        .completionStage(step::copy)
        .onItemOrFailure()
        .transform(Outcome::new)
        .ifNoItem()
        .after(untilPing())
        .on(timers)
        .recoverWithItem(Outcome.SILENCE)
        .flatMap(this::taken)
        .map(this::said);
  }

  /** Behind the timer: a stream that moved on before it would lose what the timer then drops. */
  private Uni<List<OutboundSseEvent>> taken(Outcome outcome) {
    if (outcome.step() != null) {
      return Uni.createFrom().item(done(outcome.step()));
    }
    Throwable failure = outcome.failure();
    if (failure != null && !SqlStates.isTransient(failure)) {
      return Uni.createFrom().failure(failure);
    }
    return Uni.createFrom().item(failure == null ? List.of() : waiting(failure));
  }

  private Uni<Step> step() {
    if (away) {
      // The bell is kept: what rang meanwhile is read when the pause is over.
      return subscriber.pause(WHILE_AWAY).flatMap(paused -> look());
    }
    return look();
  }

  private Uni<Step> look() {
    long now = System.nanoTime();
    if (now - checkedNanos < config.recheck().toNanos()) {
      return read();
    }
    return source
        .allowed()
        .flatMap(
            allowed -> {
              checkedNanos = now;
              return allowed ? read() : Uni.createFrom().item(signedOut());
            });
  }

  private Step signedOut() {
    OutboundSseEvent word =
        lastWord(sse, ErrorCode.UNAUTHENTICATED, "The key or session of this stream has ended.");
    return new Step(List.of(word), last, true);
  }

  private Uni<Step> read() {
    if (!begun) {
      return source.start().map(start -> new Step(start.events(), start.last(), false));
    }
    return source
        .after(last)
        .flatMap(
            page ->
                page.upTo() == last
                    ? idle()
                    : Uni.createFrom()
                        .item(
                            new Step(
                                page.events().stream().map(this::stored).toList(),
                                page.upTo(),
                                false)));
  }

  /** Nothing new in the log: what passes by, the end, or a bell. */
  private Uni<Step> idle() {
    List<String> passing = subscriber.takePassing();
    if (!passing.isEmpty()) {
      List<OutboundSseEvent> events =
          passing.stream().map(data -> event(sse, EventType.ITEM_ACTIVITY, data)).toList();
      return Uni.createFrom().item(new Step(events, last, false));
    }
    Step nothing = new Step(List.of(), last, false);
    return source
        .state()
        .flatMap(
            now ->
                now == null || (now.ended() && now.last() == last)
                    ? Uni.createFrom().item(new Step(List.of(), last, true))
                    : subscriber.await(config.poll()).replaceWith(nothing));
  }

  /** The step has come to its end; only here does the stream move on. */
  private List<OutboundSseEvent> done(Step done) {
    step = null;
    begun = true;
    away = false;
    last = done.last();
    ended = done.end();
    return done.events();
  }

  private List<OutboundSseEvent> waiting(Throwable e) {
    if (!away) {
      LOG.infof("stream waits for the database error=%s", e.getMessage());
    }
    step = null;
    away = true;
    return List.of();
  }

  private Duration untilPing() {
    long left = config.ping().toNanos() - (System.nanoTime() - saidNanos);
    return Duration.ofNanos(Math.max(1_000_000, left));
  }

  /** Silence that has lasted long becomes a sign of life. */
  private List<OutboundSseEvent> said(List<OutboundSseEvent> events) {
    long now = System.nanoTime();
    if (!events.isEmpty()) {
      saidNanos = now;
      return events;
    }
    if (ended || now - saidNanos < config.ping().toNanos()) {
      return List.of();
    }
    saidNanos = now;
    return List.of(sse.newEventBuilder().comment(" ping").build());
  }

  private OutboundSseEvent stored(StoredEvent event) {
    return event(sse, event.cursor(), event.type(), event.data());
  }

  /** An event that a reader may come back with. */
  static OutboundSseEvent event(Sse sse, long id, String type, String data) {
    return sse.newEventBuilder().id(Long.toString(id)).name(type).data(String.class, data).build();
  }

  static OutboundSseEvent event(Sse sse, EventType type, String data) {
    return sse.newEventBuilder().name(type.wire()).data(String.class, data).build();
  }
}

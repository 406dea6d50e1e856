package dev.assay.run.results.stream;

import dev.assay.run.runs.events.EventType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One reader's stream, pulled: the next page is read from the log only when the reader has taken
 * the last one. The reader is registered before the first read, so nothing is missed between replay
 * and live, and it goes on from the number it has, so nothing comes twice.
 */
final class EventStream {
  private static final Logger LOG = Logger.getLogger(EventStream.class);
  private static final int RETRY_MS = 1_000;

  private final Sse sse;
  private final StreamConfig config;
  private final Subscriber subscriber;
  private final LongFunction<Uni<List<StoredEvent>>> log;
  private final Supplier<Uni<EventReader.State>> state;
  private long last;
  private boolean ended;
  private long silentMs;

  /**
   * A stream.
   *
   * @param last number after which to go on
   * @param log reads what follows a number
   * @param state where the log stands now
   */
  EventStream(
      Sse sse,
      StreamConfig config,
      Subscriber subscriber,
      long last,
      LongFunction<Uni<List<StoredEvent>>> log,
      Supplier<Uni<EventReader.State>> state) {
    this.sse = sse;
    this.config = config;
    this.subscriber = subscriber;
    this.last = last;
    this.log = log;
    this.state = state;
  }

  /** The events, starting with a comment that pushes the headers out. */
  Multi<OutboundSseEvent> open(List<OutboundSseEvent> first) {
    int retry = RETRY_MS + ThreadLocalRandom.current().nextInt(RETRY_MS);
    List<OutboundSseEvent> head = new ArrayList<>();
    head.add(sse.newEventBuilder().comment(" ready").reconnectDelay(retry).build());
    head.addAll(first);
    Multi<OutboundSseEvent> rest =
        Multi.createBy()
            .repeating()
            .uni(this::next)
            .until(events -> ended && events.isEmpty())
            .onItem()
            .<OutboundSseEvent>disjoint();
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().iterable(head), rest)
        .onFailure()
        .recoverWithItem(e -> lastWord(sse, e));
  }

  /** After the headers nobody can be told by a status: the last event says it, then it ends. */
  static OutboundSseEvent lastWord(Sse sse, Throwable e) {
    LOG.warnf("stream ended error=%s", e.toString());
    return event(
        sse,
        EventType.ERROR,
        "{\"code\":\"UNAVAILABLE\",\"message\":\"The stream cannot go on; connect again.\"}");
  }

  private Uni<List<OutboundSseEvent>> next() {
    if (ended) {
      return Uni.createFrom().item(List.of());
    }
    if (subscriber.closing()) {
      ended = true;
      return Uni.createFrom().item(List.of());
    }
    subscriber.listen();
    return log.apply(last).flatMap(page -> page.isEmpty() ? idle() : emit(page));
  }

  private Uni<List<OutboundSseEvent>> emit(List<StoredEvent> page) {
    silentMs = 0;
    last = page.get(page.size() - 1).cursor();
    return Uni.createFrom().item(page.stream().map(this::stored).toList());
  }

  /** Nothing new in the log: what passes by, the end, a bell, or a sign of life. */
  private Uni<List<OutboundSseEvent>> idle() {
    List<String> passing = subscriber.takePassing();
    if (!passing.isEmpty()) {
      return Uni.createFrom()
          .item(passing.stream().map(data -> event(EventType.ITEM_ACTIVITY, data)).toList());
    }
    return state
        .get()
        .flatMap(
            now -> {
              ended = now == null || (now.ended() && now.last() == last);
              return ended ? Uni.createFrom().item(List.of()) : pause();
            });
  }

  private Uni<List<OutboundSseEvent>> pause() {
    long longest = Math.min(config.poll().toMillis(), config.ping().toMillis() - silentMs);
    return subscriber
        .await(java.time.Duration.ofMillis(Math.max(1, longest)))
        .map(
            rung -> {
              silentMs = rung ? silentMs : silentMs + longest;
              if (silentMs < config.ping().toMillis()) {
                return List.of();
              }
              silentMs = 0;
              return List.of(sse.newEventBuilder().comment(" ping").build());
            });
  }

  private OutboundSseEvent stored(StoredEvent event) {
    return sse.newEventBuilder()
        .id(Long.toString(event.cursor()))
        .name(event.type())
        .data(String.class, event.data())
        .build();
  }

  private OutboundSseEvent event(EventType type, String data) {
    return event(sse, type, data);
  }

  static OutboundSseEvent event(Sse sse, EventType type, String data) {
    return sse.newEventBuilder().name(type.wire()).data(String.class, data).build();
  }
}

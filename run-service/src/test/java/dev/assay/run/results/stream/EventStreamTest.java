package dev.assay.run.results.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

/** One reader's stream over a log in memory. Nothing polls within the time of a test. */
class EventStreamTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final StreamConfig CONFIG =
      new Config(Duration.ofHours(1), Duration.ofHours(1), 20_000, 3, 50, Duration.ofHours(1));
  private final Subscriber subscriber = new Subscriber(Ids.next(), Ids.next());

  private record Config(
      Duration ping, Duration stall, int replay, int page, int perKey, Duration poll)
      implements StreamConfig {}

  private AssertSubscriber<OutboundSseEvent> open(
      long last,
      LongFunction<Uni<List<StoredEvent>>> log,
      Supplier<Uni<EventReader.State>> state,
      long demand) {
    return new EventStream(new SseImpl(), CONFIG, subscriber, last, log, state)
        .open(List.of())
        .subscribe()
        .withSubscriber(AssertSubscriber.create(demand));
  }

  private static Uni<List<StoredEvent>> page(long after, long newest) {
    return Uni.createFrom()
        .item(
            LongStream.rangeClosed(after + 1, Math.min(newest, after + CONFIG.page()))
                .mapToObj(n -> new StoredEvent(n, "run.log", "{}"))
                .toList());
  }

  private static Supplier<Uni<EventReader.State>> state(long newest, boolean ended) {
    return () -> Uni.createFrom().item(new EventReader.State(newest, 1L, ended));
  }

  private static List<String> ids(AssertSubscriber<OutboundSseEvent> reader) {
    return reader.getItems().stream()
        .map(OutboundSseEvent::getId)
        .filter(id -> id != null)
        .toList();
  }

  @Test
  void shouldReadPageByPageToTheEnd() {
    // When
    AssertSubscriber<OutboundSseEvent> reader =
        open(2, after -> page(after, 11), state(11, true), Long.MAX_VALUE);

    // Then
    reader.awaitCompletion(LONG);
    assertThat(reader.getItems().get(0).getComment().trim()).isEqualTo("ready");
    assertThat(ids(reader)).containsExactly("3", "4", "5", "6", "7", "8", "9", "10", "11");
  }

  @Test
  void shouldNotEndBeforeTheLastEventWasShown() {
    // Given
    AtomicInteger looks = new AtomicInteger();

    // When: the run ends between the look at the log and the look at the run
    AssertSubscriber<OutboundSseEvent> reader =
        open(
            0,
            after -> page(after, looks.getAndIncrement() == 0 ? 0 : 1),
            () -> {
              subscriber.ring();
              return state(1, true).get();
            },
            Long.MAX_VALUE);

    // Then
    reader.awaitCompletion(LONG);
    assertThat(ids(reader)).containsExactly("1");
  }

  @Test
  void shouldLoseNoBellThatRingsWhileItReads() {
    // Given
    AtomicInteger reads = new AtomicInteger();
    LongFunction<Uni<List<StoredEvent>>> log =
        after -> {
          boolean first = reads.getAndIncrement() == 0;
          if (first) {
            subscriber.ring();
          }
          return page(after, first ? 0 : 2);
        };

    // When
    AssertSubscriber<OutboundSseEvent> reader =
        open(0, log, () -> state(2, reads.get() > 1).get(), Long.MAX_VALUE);

    // Then
    reader.awaitCompletion(LONG);
    assertThat(ids(reader)).containsExactly("1", "2");
  }

  @Test
  void shouldReadNothingForAReaderThatTakesNothing() {
    // Given
    AtomicInteger reads = new AtomicInteger();

    // When
    AssertSubscriber<OutboundSseEvent> reader =
        open(
            0,
            after -> {
              reads.incrementAndGet();
              return page(after, 1_000_000);
            },
            state(1_000_000, false),
            1);

    // Then
    reader.awaitItems(1, LONG);
    assertThat(reads).hasValueLessThanOrEqualTo(1);

    // When
    reader.request(4);

    // Then
    reader.awaitItems(5, LONG);
    assertThat(reads).hasValueLessThanOrEqualTo(3);
    reader.cancel();
  }

  @Test
  void shouldSayItsLastWordWhenItCannotGoOn() {
    // When
    AssertSubscriber<OutboundSseEvent> reader =
        open(
            0,
            after -> Uni.createFrom().failure(new IllegalStateException("the database is away")),
            state(5, false),
            Long.MAX_VALUE);

    // Then
    reader.awaitCompletion(LONG);
    OutboundSseEvent last = reader.getLastItem();
    assertThat(last.getName()).isEqualTo("error");
    assertThat(last.getId()).isNull();
    assertThat((String) last.getData()).doesNotContain("database");
  }

  @Test
  void shouldEndWhenTheServiceLeaves() {
    // Given
    AssertSubscriber<OutboundSseEvent> reader =
        open(0, after -> page(after, 0), state(0, false), Long.MAX_VALUE);

    // When
    subscriber.close();

    // Then
    reader.awaitCompletion(LONG);
  }

  @Test
  void shouldEndWhenTheRunIsDeleted() {
    // When
    AssertSubscriber<OutboundSseEvent> reader =
        open(0, after -> page(after, 0), () -> Uni.createFrom().nullItem(), Long.MAX_VALUE);

    // Then
    reader.awaitCompletion(LONG);
  }

  @Test
  void shouldHandOnWhatPassesBy() {
    // Given
    AssertSubscriber<OutboundSseEvent> reader =
        open(0, after -> page(after, 0), state(0, false), Long.MAX_VALUE);

    // When
    subscriber.pass("{\"text\":\"so far\"}");

    // Then
    reader.awaitItems(2, LONG);
    assertThat(reader.getLastItem().getName()).isEqualTo("item.activity");
    assertThat(reader.getLastItem().getId()).isNull();
    reader.cancel();
  }
}

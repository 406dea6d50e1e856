package dev.assay.run.results.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.problem.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

/** One reader's stream over a log in memory. Nothing polls within the time of a test. */
class EventStreamTest {
  static final Duration LONG = Duration.ofMinutes(4);
  static final StreamConfig CONFIG = config(Duration.ofHours(1), Duration.ofHours(1));
  private static final int PAGE = 3;
  private final Subscriber subscriber = new Subscriber(Ids.next(), Ids.next());

  private record Config(
      Duration ping,
      Duration stall,
      int replay,
      int page,
      MemorySize pageBytes,
      Duration recheck,
      int perKey,
      Duration poll)
      implements StreamConfig {}

  private static Config config(Duration ping, Duration recheck) {
    return new Config(
        ping,
        Duration.ofHours(1),
        20_000,
        PAGE,
        new MemorySize(BigInteger.valueOf(1 << 20)),
        recheck,
        50,
        Duration.ofHours(1));
  }

  private AssertSubscriber<OutboundSseEvent> open(
      long last,
      LongFunction<Uni<EventReader.Page>> log,
      Supplier<Uni<EventReader.State>> state,
      long demand) {
    return open(CONFIG, () -> begin(last), log, state, () -> Uni.createFrom().item(true), demand);
  }

  static Uni<StreamSource.Start> begin(long last) {
    return Uni.createFrom().item(new StreamSource.Start(last, List.of()));
  }

  private AssertSubscriber<OutboundSseEvent> open(
      StreamConfig config,
      Supplier<Uni<StreamSource.Start>> start,
      LongFunction<Uni<EventReader.Page>> log,
      Supplier<Uni<EventReader.State>> state,
      Supplier<Uni<Boolean>> allowed,
      long demand) {
    StreamSource source =
        new StreamSource() {
          @Override
          public Uni<Start> start() {
            return start.get();
          }

          @Override
          public Uni<EventReader.Page> after(long number) {
            return log.apply(number);
          }

          @Override
          public Uni<EventReader.State> state() {
            return state.get();
          }

          @Override
          public Uni<Boolean> allowed() {
            return allowed.get();
          }
        };
    return new EventStream(new SseImpl(), config, subscriber, source)
        .open()
        .subscribe()
        .withSubscriber(AssertSubscriber.create(demand));
  }

  private static <T> Uni<T> away() {
    return Uni.createFrom().failure(new PgException("starting", "FATAL", "57P03", null));
  }

  static Uni<EventReader.Page> page(long after, long newest) {
    long upTo = Math.max(after, Math.min(newest, after + PAGE));
    return Uni.createFrom()
        .item(
            new EventReader.Page(
                upTo,
                LongStream.rangeClosed(after + 1, upTo)
                    .mapToObj(n -> new StoredEvent(n, "run.log", "{}"))
                    .toList()));
  }

  static Supplier<Uni<EventReader.State>> state(long newest, boolean ended) {
    return () -> Uni.createFrom().item(new EventReader.State(newest, 1L, ended));
  }

  static List<String> ids(AssertSubscriber<OutboundSseEvent> reader) {
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
    LongFunction<Uni<EventReader.Page>> log =
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
            after -> Uni.createFrom().failure(new IllegalStateException("the table is gone")),
            state(5, false),
            Long.MAX_VALUE);

    // Then
    reader.awaitCompletion(LONG);
    OutboundSseEvent last = reader.getLastItem();
    assertThat(last.getName()).isEqualTo("error");
    assertThat(last.getId()).isNull();
    assertThat((String) last.getData()).doesNotContain("table");
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

  @Test
  void shouldStayOpenAndGoOnWhenTheDatabaseIsBack() {
    // Given a database that is away at the start, then between events
    AtomicInteger starts = new AtomicInteger();
    AtomicInteger reads = new AtomicInteger();

    // When
    AssertSubscriber<OutboundSseEvent> reader =
        open(
            config(Duration.ofMillis(100), Duration.ofHours(1)),
            () -> starts.getAndIncrement() == 0 ? away() : begin(0),
            after -> reads.getAndIncrement() == 1 ? away() : page(after, 5),
            state(5, true),
            () -> Uni.createFrom().item(true),
            Long.MAX_VALUE);

    // Then
    reader.awaitCompletion(LONG);
    assertThat(ids(reader)).containsExactly("1", "2", "3", "4", "5");
    assertThat(reader.getItems()).noneMatch(event -> "error".equals(event.getName()));
    assertThat(reader.getItems()).anyMatch(event -> " ping".equals(event.getComment()));
  }

  @Test
  void shouldGiveSignsOfLifeWhileAReadHangs() {
    // Given
    CompletableFuture<EventReader.Page> read = new CompletableFuture<>();

    // When
    AssertSubscriber<OutboundSseEvent> reader =
        open(
            config(Duration.ofMillis(20), Duration.ofHours(1)),
            () -> begin(0),
            after -> after == 0 ? Uni.createFrom().completionStage(read) : page(after, 1),
            state(1, true),
            () -> Uni.createFrom().item(true),
            4);
    reader.awaitItems(4, LONG);

    // Then
    assertThat(reader.getItems().subList(1, 4))
        .allMatch(event -> " ping".equals(event.getComment()));
    reader.request(Long.MAX_VALUE);
    read.complete(page(0, 1).await().indefinitely());
    reader.awaitCompletion(LONG);
    assertThat(ids(reader)).containsExactly("1");
  }

  @Test
  void shouldEndForAReaderWhoMayNoLongerRead() {
    // Given
    AtomicBoolean allowed = new AtomicBoolean(true);
    AssertSubscriber<OutboundSseEvent> reader =
        open(
            config(Duration.ofHours(1), Duration.ZERO),
            () -> begin(0),
            after -> page(after, 1),
            state(1, false),
            () -> Uni.createFrom().item(allowed.get()),
            Long.MAX_VALUE);
    reader.awaitItems(2, LONG);

    // When
    allowed.set(false);
    subscriber.ring();

    // Then
    reader.awaitCompletion(LONG);
    assertThat(reader.getLastItem().getName()).isEqualTo("error");
    assertThat((String) reader.getLastItem().getData()).contains("UNAUTHENTICATED");
  }

  @Test
  void shouldMoveOnOverEventsThatAreNotWanted() {
    // Given a log whose pages hold nothing that the reader wants, until the last
    List<Long> asked = new CopyOnWriteArrayList<>();

    // When
    AssertSubscriber<OutboundSseEvent> reader =
        open(
            0,
            after -> {
              asked.add(after);
              return after < 6
                  ? Uni.createFrom().item(new EventReader.Page(after + 3, List.of()))
                  : page(after, 7);
            },
            state(7, true),
            Long.MAX_VALUE);

    // Then each number is read once
    reader.awaitCompletion(LONG);
    assertThat(ids(reader)).containsExactly("7");
    assertThat(asked).containsExactly(0L, 3L, 6L, 7L);
  }

  @Test
  void shouldSayThatTheRunIsGone() {
    // When
    AssertSubscriber<OutboundSseEvent> reader =
        open(
            CONFIG,
            () -> {
              throw ProblemException.notFound("run", "x");
            },
            after -> page(after, 0),
            state(0, false),
            () -> Uni.createFrom().item(true),
            Long.MAX_VALUE);

    // Then
    reader.awaitCompletion(LONG);
    assertThat((String) reader.getLastItem().getData()).contains("NOT_FOUND");
  }
}

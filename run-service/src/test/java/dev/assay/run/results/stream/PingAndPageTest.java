package dev.assay.run.results.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

/** A page that comes at the moment at which a sign of life is due. */
class PingAndPageTest {
  /** Timers that go off when they are told to. */
  private static final class HeldTimers extends ScheduledThreadPoolExecutor {
    private final AtomicReference<Runnable> latest = new AtomicReference<>();

    HeldTimers() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
      latest.set(command);
      return super.schedule(() -> {}, delay, unit);
    }
  }

  /** A log of one event a page, each of which comes when it is told to. */
  private static final class HeldLog implements StreamSource {
    private final AtomicReference<Runnable> next = new AtomicReference<>();
    private final HeldTimers timers;
    private final long newest;

    HeldLog(HeldTimers timers, long newest) {
      this.timers = timers;
      this.newest = newest;
    }

    @Override
    public Uni<Start> start() {
      return EventStreamTest.begin(0);
    }

    @Override
    public Uni<EventReader.Page> after(long number) {
      if (number == newest) {
        return EventStreamTest.page(number, newest);
      }
      CompletableFuture<EventReader.Page> read = new CompletableFuture<>();
      timers.latest.set(null);
      StoredEvent event = new StoredEvent(number + 1, "run.log", "{}");
      next.set(() -> read.complete(new EventReader.Page(number + 1, List.of(event))));
      return Uni.createFrom().completionStage(read);
    }

    @Override
    public Uni<EventReader.State> state() {
      return EventStreamTest.state(newest, true).get();
    }

    @Override
    public Uni<Boolean> allowed() {
      return Uni.createFrom().item(true);
    }
  }

  @Test
  void shouldLoseNoPageThatComesAtTheSameTimeAsASignOfLife() throws Exception {
    // Given pages that come at the very moment at which the timer of a sign of life goes off
    int pages = 5_000;
    HeldTimers timers = new HeldTimers();
    HeldLog log = new HeldLog(timers, pages);
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      AssertSubscriber<OutboundSseEvent> reader =
          new EventStream(
                  new SseImpl(),
                  EventStreamTest.CONFIG,
                  new Subscriber(Ids.next(), Ids.next()),
                  log,
                  timers)
              .open()
              .subscribe()
              .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));

      // When
      for (int page = 0; page < pages; page++) {
        long start = System.nanoTime();
        while (!isUnderWay(log)) {
          assertThat(System.nanoTime() - start)
              .as("the next page is read")
              .isLessThan(EventStreamTest.LONG.toNanos());
          Thread.onSpinWait();
        }
        Runnable comes = log.next.getAndSet(null);
        Future<?> came =
            beside.submit(
                () -> {
                  together.await();
                  comes.run();
                  return null;
                });
        Runnable goesOff = timers.latest.get();
        together.await();
        goesOff.run();
        came.get(EventStreamTest.LONG.toSeconds(), TimeUnit.SECONDS);
      }

      // Then
      reader.awaitCompletion(EventStreamTest.LONG);
      assertThat(EventStreamTest.ids(reader))
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, pages).mapToObj(Long::toString).toList());
    } finally {
      beside.shutdownNow();
      timers.shutdownNow();
    }
  }

  private static boolean isUnderWay(HeldLog log) {
    return log.next.get() != null && log.timers.latest.get() != null;
  }
}

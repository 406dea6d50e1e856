package dev.assay.run.platform.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpkeepTest {
  private static final Duration OFTEN = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int MANY = 50;

  private final Vertx vertx = Vertx.vertx();
  private final Upkeep upkeep = new Upkeep(vertx);
  private final AtomicInteger begun = new AtomicInteger();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void shouldTryAgainWhatFailed() {
    // When it fails, in both ways
    upkeep.every(
        "things",
        OFTEN,
        OFTEN,
        () -> {
          if (begun.incrementAndGet() % 2 == 0) {
            throw new IllegalStateException("at once");
          }
          return Uni.createFrom().failure(new IllegalStateException("later"));
        });

    // Then
    await().atMost(LONG).until(() -> begun.get() >= 4);
  }

  @Test
  void shouldNotBeginTwiceWhatTakesLong() {
    // Given
    CompletableFuture<Integer> removal = new CompletableFuture<>();

    // When its time comes many times while it is at it
    upkeep.every(
        "things",
        OFTEN,
        OFTEN,
        () -> {
          begun.incrementAndGet();
          return Uni.createFrom().completionStage(removal);
        });
    AtomicInteger times = new AtomicInteger();
    vertx.setPeriodic(OFTEN.toMillis(), id -> times.incrementAndGet());
    await().atMost(LONG).until(() -> times.get() >= MANY);

    // Then it was begun once, and again only when it was done
    assertThat(begun).hasValue(1);
    removal.complete(7);
    await().atMost(LONG).until(() -> begun.get() > 1);
  }
}

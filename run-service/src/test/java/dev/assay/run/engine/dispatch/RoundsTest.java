package dev.assay.run.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger begun = new AtomicInteger();
  private final CompletableFuture<Rounds.Outcome> running = new CompletableFuture<>();
  private final Rounds rounds =
      new Rounds(
          "test",
          () -> {
            begun.incrementAndGet();
            return Uni.createFrom().completionStage(running);
          },
          new SmallRyeConfigBuilder()
              .addDiscoveredConverters()
              .withMapping(DispatchConfig.class)
              .build()
              .getConfigMapping(DispatchConfig.class),
          vertx);

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void shouldEndOnlyWhenTheRoundThatRunsHasEnded() {
    // Given
    rounds.ring();

    // When
    UniAssertSubscriber<Void> stopped =
        rounds.stop().subscribe().withSubscriber(UniAssertSubscriber.create());

    // Then
    stopped.assertNotTerminated();
    running.complete(new Rounds.Outcome(3, true));
    stopped.assertCompleted();
    assertThat(begun).hasValue(1);
  }

  @Test
  void shouldBeginNoRoundAfterTheEnd() {
    // Given
    rounds.stop().subscribe().withSubscriber(UniAssertSubscriber.create()).assertCompleted();

    // When
    rounds.ring();

    // Then
    assertThat(begun).hasValue(0);
  }

  @Test
  void shouldTellOnceOfARoundThatTakesLong() {
    // Given
    rounds.ring();
    long soon = System.nanoTime();
    long late = soon + Rounds.LONG.multipliedBy(2).toNanos();

    // Then
    assertThat(rounds.tellOfALongOne(soon)).isFalse();
    assertThat(rounds.tellOfALongOne(late)).isTrue();
    assertThat(rounds.tellOfALongOne(late)).isFalse();
  }

  @Test
  void shouldTellNothingOfARoundThatHasEnded() {
    // Given
    rounds.ring();
    running.complete(Rounds.Outcome.NOTHING);

    // Then
    long late = System.nanoTime() + Rounds.LONG.multipliedBy(2).toNanos();
    assertThat(rounds.tellOfALongOne(late)).isFalse();
  }

  @Test
  void shouldEndAlsoWhenTheRoundThatRunsFails() {
    // Given
    rounds.ring();
    UniAssertSubscriber<Void> stopped =
        rounds.stop().subscribe().withSubscriber(UniAssertSubscriber.create());

    // When
    running.completeExceptionally(new IllegalStateException("the database is away"));

    // Then
    stopped.assertCompleted();
  }
}

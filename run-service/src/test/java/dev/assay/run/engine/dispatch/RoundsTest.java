package dev.assay.run.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.run.platform.db.work.Work;
import dev.assay.run.testing.Settings;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
          config(),
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

  @Test
  void shouldBeTheServicesOwnWorkAlsoWhereARequestRingsSoonAfterARound() {
    // Given a round that has just handed something out, so that the next one waits a moment
    List<Boolean> ofRequest = new CopyOnWriteArrayList<>();
    Rounds asked =
        new Rounds(
            "asked",
            () -> {
              ofRequest.add(Work.ofRequest());
              return Uni.createFrom().item(new Rounds.Outcome(3, false));
            },
            config(),
            vertx);
    asked.ring();

    // When
    Context request = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    request.runOnContext(
        there -> {
          Work.markRequest(request);
          asked.ring();
        });

    // Then
    await()
        .atMost(Duration.ofMinutes(4))
        .untilAsserted(() -> assertThat(ofRequest).containsExactly(false, false));
  }

  private static DispatchConfig config() {
    return Settings.of(DispatchConfig.class);
  }
}

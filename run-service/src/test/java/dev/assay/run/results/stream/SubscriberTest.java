package dev.assay.run.results.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriberTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Duration SHORT = Duration.ofMillis(20);
  private final UUID workspace = Ids.next();
  private final UUID run = Ids.next();
  private final Subscriber subscriber = new Subscriber(workspace, run);

  private boolean waits(Duration longest) {
    return subscriber.await(longest).await().atMost(LONG);
  }

  @Test
  void shouldHearItsRunOnly() {
    assertThat(subscriber.hears(workspace, run)).isTrue();
    assertThat(subscriber.hears(workspace, Ids.next())).isFalse();
    assertThat(subscriber.hears(Ids.next(), run)).isFalse();
    assertThat(new Subscriber(workspace, null).hears(workspace, Ids.next())).isTrue();
  }

  @Test
  void shouldNotWaitWhenItWasRungSinceItListened() {
    // Given
    subscriber.listen();

    // When
    subscriber.ring();

    // Then
    assertThat(waits(LONG)).isTrue();
  }

  @Test
  void shouldWaitUntilTheTimeIsOverWhenNothingRings() {
    // Given
    subscriber.ring();

    // When
    subscriber.listen();

    // Then
    assertThat(waits(SHORT)).isFalse();
  }

  @Test
  void shouldWakeWhenRungWhileItWaits() {
    // Given
    CompletableFuture<Boolean> waiting = subscriber.await(LONG).subscribeAsCompletionStage();

    // When
    subscriber.ring();

    // Then
    assertThat(waiting).succeedsWithin(LONG).isEqualTo(true);
  }

  @Test
  void shouldWakeWhenTheServiceLeaves() {
    // Given
    CompletableFuture<Boolean> waiting = subscriber.await(LONG).subscribeAsCompletionStage();

    // When
    subscriber.close();

    // Then
    assertThat(waiting).succeedsWithin(LONG).isEqualTo(true);
    assertThat(subscriber.closing()).isTrue();
  }

  @Test
  void shouldDropTheOldestWhenAReaderIsSlow() {
    // When
    IntStream.range(0, 250).forEach(i -> subscriber.pass("text " + i));

    // Then
    assertThat(subscriber.takePassing()).hasSize(100).last().isEqualTo("text 249");
    assertThat(subscriber.takePassing()).isEmpty();
  }

  @Test
  void shouldCutAReaderThatTakesNothingOfWhatWaitsForIt() {
    // Given
    AtomicInteger cuts = new AtomicInteger();
    subscriber.onStall(cuts::incrementAndGet);

    // When
    boolean whenNothingWaits = subscriber.cutIfStalled(Duration.ZERO);
    subscriber.ring();
    boolean beforeItsTime = subscriber.cutIfStalled(LONG);
    boolean afterIt = subscriber.cutIfStalled(Duration.ZERO);
    subscriber.listen();
    boolean afterItAsked = subscriber.cutIfStalled(Duration.ZERO);

    // Then
    assertThat(whenNothingWaits).isFalse();
    assertThat(beforeItsTime).isFalse();
    assertThat(afterIt).isTrue();
    assertThat(afterItAsked).isFalse();
    assertThat(cuts).hasValue(1);
  }
}

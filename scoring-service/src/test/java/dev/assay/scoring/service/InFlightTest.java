package dev.assay.scoring.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final InFlight inFlight = new InFlight(meters);

  @Test
  void shouldBeIdleAtOnceWhenNothingWasTaken() throws InterruptedException {
    assertThat(inFlight.awaitIdle(Duration.ZERO)).isTrue();
  }

  @Test
  void shouldGiveUpWhenTheTimeIsUp() throws InterruptedException {
    // Given
    inFlight.taken();
    // When / Then
    assertThat(inFlight.awaitIdle(Duration.ofMillis(1))).isFalse();
    assertThat(meters.get("assay.scoring.in.flight").gauge().value()).isEqualTo(1);
  }

  @Test
  void shouldWaitForTheLastOne() throws InterruptedException {
    // Given
    inFlight.taken();
    inFlight.taken();
    // When
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              inFlight.settled();
              inFlight.settled();
            });
    // Then
    assertThat(inFlight.awaitIdle(Duration.ofSeconds(60))).isTrue();
    other.join();
    assertThat(inFlight.count()).isZero();
  }

  @Test
  void shouldKnowHowLongTheLongestComputationGoesOn() {
    // Given
    assertThat(inFlight.longest()).isZero();
    // When
    long ticket = inFlight.begin();
    // Then
    assertThat(inFlight.longest()).isGreaterThanOrEqualTo(Duration.ZERO);
    inFlight.end(ticket);
    assertThat(inFlight.longest()).isZero();
  }
}

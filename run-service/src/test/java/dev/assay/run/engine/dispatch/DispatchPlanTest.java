package dev.assay.run.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DispatchPlanTest {
  private static final DispatchConfig CONFIG =
      new Config(
          Duration.ofMillis(500),
          2,
          512,
          Duration.ofMillis(25),
          Duration.ofMillis(250),
          Duration.ofMillis(3500));

  private record Config(
      Duration ahead,
      int minAhead,
      int batch,
      Duration linger,
      Duration idle,
      Duration workerTimeout)
      implements DispatchConfig {}

  @Test
  void shouldKeepExactlyTheConcurrencyInFlightWhenThereAreMoreWorkers() {
    assertThat(DispatchPlan.window(4, 5, 1000, CONFIG)).isEqualTo(4);
    assertThat(DispatchPlan.shared(4, 5)).isFalse();
  }

  @Test
  void shouldLetSomeUnitsWaitAtWorkersThatShareTheConcurrency() {
    assertThat(DispatchPlan.window(4, 4, 0.1, CONFIG)).isEqualTo(6);
    assertThat(DispatchPlan.shared(4, 4)).isTrue();
  }

  @Test
  void shouldLetAsManyWaitAsRunUntilSomethingIsAnswered() {
    assertThat(DispatchPlan.window(1, 1, 0, CONFIG)).isEqualTo(3);
    assertThat(DispatchPlan.window(64, 2, 0, CONFIG)).isEqualTo(128);
    assertThat(DispatchPlan.window(256, 2, 0, CONFIG)).isEqualTo(256 + 128);
  }

  @Test
  void shouldLetAsManyWaitAsTheRunAnswersInAMoment() {
    assertThat(DispatchPlan.window(64, 2, 40, CONFIG)).isEqualTo(64 + 20);
    assertThat(DispatchPlan.window(64, 2, 1_000_000, CONFIG)).isEqualTo(64 + 64 + 128);
  }
}

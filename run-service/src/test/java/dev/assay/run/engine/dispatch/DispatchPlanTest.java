package dev.assay.run.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.engine.dispatch.DispatchPlan.Candidate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  private final UUID a = Ids.next();
  private final UUID b = Ids.next();
  private final UUID c = Ids.next();

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

  @Test
  void shouldGiveEveryRunTheSame() {
    assertThat(
            DispatchPlan.divide(
                List.of(
                    new Candidate(a, 0, 100), new Candidate(b, 0, 100), new Candidate(c, 0, 100)),
                30))
        .isEqualTo(Map.of(a, 10, b, 10, c, 10));
  }

  @Test
  void shouldGiveWhatASmallRunDoesNotNeedToTheOthers() {
    assertThat(
            DispatchPlan.divide(
                List.of(new Candidate(a, 0, 2), new Candidate(b, 0, 100), new Candidate(c, 0, 100)),
                30))
        .isEqualTo(Map.of(a, 2, b, 14, c, 14));
  }

  @Test
  void shouldGiveNoMoreThanThereIsRoomFor() {
    assertThat(DispatchPlan.divide(List.of(new Candidate(a, 0, 3), new Candidate(b, 0, 4)), 1000))
        .isEqualTo(Map.of(a, 3, b, 4));
  }

  @Test
  void shouldGiveTheLastPlacesToThoseWhoWaitLongest() {
    assertThat(
            DispatchPlan.divide(
                List.of(new Candidate(a, 0, 9), new Candidate(b, 0, 9), new Candidate(c, 0, 9)), 2))
        .isEqualTo(Map.of(a, 1, b, 1));
  }

  @Test
  void shouldGiveNothingToALargeRunUntilASmallOneHasCaughtUp() {
    assertThat(DispatchPlan.divide(List.of(new Candidate(a, 29, 60), new Candidate(b, 0, 4)), 1))
        .isEqualTo(Map.of(b, 1));
    assertThat(DispatchPlan.divide(List.of(new Candidate(a, 5, 60), new Candidate(b, 2, 60)), 5))
        .isEqualTo(Map.of(a, 1, b, 4));
  }

  @Test
  void shouldGiveNothingWhenNothingIsFree() {
    assertThat(DispatchPlan.divide(List.of(new Candidate(a, 0, 9)), 0)).isEmpty();
  }
}

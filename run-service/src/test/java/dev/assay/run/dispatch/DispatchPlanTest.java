package dev.assay.run.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.dispatch.DispatchPlan.Candidate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DispatchPlanTest {
  private final UUID a = Ids.next();
  private final UUID b = Ids.next();
  private final UUID c = Ids.next();

  @Test
  void shouldKeepExactlyTheConcurrencyInFlightWhenThereAreMoreWorkers() {
    assertThat(DispatchPlan.window(4, 5, 32)).isEqualTo(4);
    assertThat(DispatchPlan.shared(4, 5)).isFalse();
  }

  @Test
  void shouldLetSomeUnitsWaitAtWorkersThatShareTheConcurrency() {
    assertThat(DispatchPlan.window(4, 4, 32)).isEqualTo(40);
    assertThat(DispatchPlan.window(64, 2, 32)).isEqualTo(160);
    assertThat(DispatchPlan.shared(4, 4)).isTrue();
  }

  @Test
  void shouldGiveEveryRunTheSame() {
    assertThat(
            DispatchPlan.divide(
                List.of(new Candidate(a, 100), new Candidate(b, 100), new Candidate(c, 100)), 30))
        .isEqualTo(Map.of(a, 10, b, 10, c, 10));
  }

  @Test
  void shouldGiveWhatASmallRunDoesNotNeedToTheOthers() {
    assertThat(
            DispatchPlan.divide(
                List.of(new Candidate(a, 2), new Candidate(b, 100), new Candidate(c, 100)), 30))
        .isEqualTo(Map.of(a, 2, b, 14, c, 14));
  }

  @Test
  void shouldGiveNoMoreThanThereIsRoomFor() {
    assertThat(DispatchPlan.divide(List.of(new Candidate(a, 3), new Candidate(b, 4)), 1000))
        .isEqualTo(Map.of(a, 3, b, 4));
  }

  @Test
  void shouldGiveTheLastPlacesToThoseWhoWaitLongest() {
    assertThat(
            DispatchPlan.divide(
                List.of(new Candidate(a, 9), new Candidate(b, 9), new Candidate(c, 9)), 2))
        .isEqualTo(Map.of(a, 1, b, 1));
  }

  @Test
  void shouldGiveNothingWhenNothingIsFree() {
    assertThat(DispatchPlan.divide(List.of(new Candidate(a, 9)), 0)).isEmpty();
  }
}

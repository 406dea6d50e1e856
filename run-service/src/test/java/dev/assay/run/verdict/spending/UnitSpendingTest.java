package dev.assay.run.verdict.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.verdict.totals.Speed;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitSpendingTest {
  private static final Charge REFUSED = new Charge(null, false);
  private static final Charge UNKNOWN = new Charge(null, true);

  private static Charge cost(double cost) {
    return new Charge(cost, true);
  }

  @Test
  void shouldBillEveryAttemptAndCallOneUseful() {
    // When an answer that made no sense was charged, too
    UnitSpending spending = UnitSpending.of(List.of(cost(2), REFUSED, cost(3)), true, 3.0);

    // Then
    assertThat(spending).isEqualTo(new UnitSpending(5.0, 5, 3.0, true));
  }

  @Test
  void shouldSayWhatIsKnownWhenAnAttemptMayHaveBeenCharged() {
    assertThat(UnitSpending.of(List.of(UNKNOWN, cost(3)), true, 3.0))
        .isEqualTo(new UnitSpending(null, 3, 3.0, false));
    assertThat(UnitSpending.of(List.of(UNKNOWN), true, null))
        .isEqualTo(new UnitSpending(null, 0, null, false));
  }

  @Test
  void shouldKnowThatNothingWasSpent() {
    // Refused before it was charged, from the cache, not asked yet
    UnitSpending nothing = new UnitSpending(0.0, 0, 0.0, true);
    assertThat(UnitSpending.of(List.of(REFUSED), false, null)).isEqualTo(nothing);
    assertThat(UnitSpending.of(List.of(), true, 0.0)).isEqualTo(nothing);
    assertThat(UnitSpending.of(List.of(), false, null)).isEqualTo(nothing);
  }

  @Test
  void shouldNotKnowWhatAPushedAnswerCost() {
    assertThat(UnitSpending.of(List.of(), true, null))
        .isEqualTo(new UnitSpending(null, 0, null, false));
  }

  @Test
  void shouldMeasureSpeedFromTheFirstTokenOn() {
    assertThat(Speed.of(50L, 1500, 500)).isEqualTo(50);
    assertThat(Speed.of(50L, 1500, null)).isNull();
    assertThat(Speed.of(50L, 500, 500)).isNull();
    assertThat(Speed.of(null, 1500, 500)).isNull();
  }
}

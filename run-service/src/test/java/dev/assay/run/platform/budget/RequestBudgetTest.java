package dev.assay.run.platform.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private final UUID key = UUID.randomUUID();

  private static RequestBudget budget(int perMinute, int burst) {
    return new RequestBudget(
        null,
        new BudgetConfig() {
          @Override
          public int perMinute() {
            return perMinute;
          }

          @Override
          public int burst() {
            return burst;
          }
        });
  }

  private long taken(RequestBudget budget, UUID by, int tries, long now) {
    return IntStream.range(0, tries).filter(i -> budget.take(by, now)).count();
  }

  @Test
  void shouldLetABurstThroughAndThenWhatComesSteadily() {
    // Given
    RequestBudget budget = budget(60, 5);

    // When / Then
    assertThat(taken(budget, key, 20, 0)).isEqualTo(5);
    assertThat(taken(budget, key, 20, 2 * SECOND)).isEqualTo(2);
    assertThat(taken(budget, key, 20, 3600 * SECOND)).isEqualTo(5);
  }

  @Test
  void shouldCountEachKeyForItself() {
    // Given
    RequestBudget budget = budget(60, 5);

    // When / Then
    assertThat(taken(budget, key, 20, 0)).isEqualTo(5);
    assertThat(taken(budget, UUID.randomUUID(), 20, 0)).isEqualTo(5);
  }

  @Test
  void shouldPayBackWhatWasRefused() {
    // Given a caller that goes on asking while it is refused
    RequestBudget budget = budget(60, 1);
    assertThat(taken(budget, key, 1000, 0)).isEqualTo(1);

    // When / Then
    assertThat(taken(budget, key, 10, SECOND)).isEqualTo(1);
  }
}

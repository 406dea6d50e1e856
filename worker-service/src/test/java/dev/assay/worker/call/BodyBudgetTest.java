package dev.assay.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
  private final BodyBudget budget = new BodyBudget(100);
  private final List<Growing> dropped = new ArrayList<>();

  private final class Growing implements BodyBudget.Body {
    private long bytes;

    void grow(int more) {
      bytes += more;
      budget.grown(this, more);
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public void drop() {
      dropped.add(this);
      budget.ended(this);
    }
  }

  @Test
  void shouldGiveUpTheLargestWhenAllTogetherAreTooMuch() {
    // Given
    Growing small = new Growing();
    Growing large = new Growing();
    Growing late = new Growing();
    small.grow(20);
    large.grow(40);
    large.grow(30);

    // When
    late.grow(30);

    // Then
    assertThat(dropped).containsExactly(large);
    assertThat(budget.held()).isEqualTo(50);
  }

  @Test
  void shouldHoldNothingOfWhatHasEnded() {
    // Given
    for (int i = 0; i < 50; i++) {
      Growing one = new Growing();
      one.grow(60);
      budget.ended(one);
      budget.ended(one);
    }

    // Then
    assertThat(dropped).isEmpty();
    assertThat(budget.held()).isZero();
  }

  @Test
  void shouldGiveUpWhatIsTooLargeAlone() {
    Growing one = new Growing();
    one.grow(101);
    assertThat(dropped).containsExactly(one);
    assertThat(budget.held()).isZero();
  }
}

package dev.assay.run.results.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BinsTest {
  @Test
  void shouldGrowByAFactorFromTheLeastToAboveTheMost() {
    // When
    List<Long> bounds = Bins.bounds(100, 100_000);

    // Then
    assertThat(bounds).hasSize(Bins.MOST + 1).startsWith(100L).endsWith(100_001L).isSorted();
    double factor = Math.pow(1_000, 1.0 / Bins.MOST);
    for (int i = 1; i < bounds.size(); i++) {
      assertThat((double) bounds.get(i) / bounds.get(i - 1))
          .isBetween(factor * 0.98, factor * 1.02);
    }
  }

  @Test
  void shouldHaveNoTwoBoundsAlike() {
    assertThat(Bins.bounds(0, 0)).containsExactly(0L, 1L);
    assertThat(Bins.bounds(7, 7)).containsExactly(7L, 8L);
    assertThat(Bins.bounds(0, 5)).doesNotHaveDuplicates().isSorted().startsWith(0L).endsWith(6L);
    assertThat(Bins.bounds(0, 2_000_000)).doesNotHaveDuplicates().isSorted();
  }
}

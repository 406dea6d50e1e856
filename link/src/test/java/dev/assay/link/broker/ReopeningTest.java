package dev.assay.link.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReopeningTest {
  @Test
  void shouldWaitLongerAfterEachRefusalUpToAMinute() {
    // When / Then
    assertThat(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, Integer.MAX_VALUE))
        .extracting(Reopening::waitMs)
        .containsExactly(
            500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L, 60_000L);
  }
}

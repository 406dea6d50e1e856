package dev.assay.run.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final long MS = 1_000_000;

  private final Rhythm rhythm = new Rhythm(Duration.ofMillis(25));

  @Test
  void shouldNotWaitForTheFirst() {
    assertThat(rhythm.waitMs(5 * MS)).isZero();
  }

  @Test
  void shouldWaitLongerAfterALargerBatchUpToTheLongest() {
    // When a batch of two began
    rhythm.begin(0, 2);
    // Then
    assertThat(rhythm.waitMs(0)).isEqualTo(6);

    // When a large one did
    rhythm.begin(0, 500);
    // Then
    assertThat(rhythm.waitMs(0)).isEqualTo(25);
  }

  @Test
  void shouldCountFromTheBeginningOfTheLastBatch() {
    // Given
    rhythm.begin(100 * MS, 500);

    // Then
    assertThat(rhythm.waitMs(110 * MS)).isEqualTo(15);
    assertThat(rhythm.waitMs(124 * MS + 1)).isEqualTo(1);
    assertThat(rhythm.waitMs(125 * MS)).isZero();
    assertThat(rhythm.waitMs(10_000 * MS)).isZero();
  }
}

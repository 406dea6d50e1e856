package dev.assay.worker.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.AccountLoad.Phase;
import dev.assay.common.status.OutcomeClass;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Window window = new Window(1);
  private long now = 1;

  WindowTest() {
    window.divide(1, 100);
  }

  private void round(int running) {
    int size = window.size();
    window.started(running);
    for (int i = 0; i < size; i++) {
      window.ended(OutcomeClass.OK, true, 0, running, now);
    }
  }

  private boolean limited(long hintNanos) {
    return window.ended(OutcomeClass.RATE_LIMITED, true, hintNanos, 10, now);
  }

  @Test
  void shouldDoubleAfterEachCleanRoundUpToItsMost() {
    assertThat(window.size()).isEqualTo(20);
    round(20);
    assertThat(window.size()).isEqualTo(40);
    assertThat(window.phase(now)).isEqualTo(Phase.DOUBLING);
    round(40);
    round(80);
    assertThat(window.size()).isEqualTo(100);
    assertThat(window.phase(now)).isEqualTo(Phase.HOLDING);
  }

  @Test
  void shouldGrowOnlyWhenFourFifthsOfItAreUsed() {
    round(15);
    assertThat(window.size()).isEqualTo(20);
    assertThat(window.phase(now)).isEqualTo(Phase.HOLDING);
    round(16);
    assertThat(window.size()).isEqualTo(40);
  }

  @Test
  void shouldShrinkOnceForAllThe429OfAnEpisode() {
    // Given
    round(20);

    // When
    assertThat(limited(0)).isTrue();
    for (int i = 0; i < 50; i++) {
      assertThat(limited(2 * SECOND)).isFalse();
    }

    // Then
    assertThat(window.size()).isEqualTo(32);
    assertThat(window.phase(now)).isEqualTo(Phase.THROTTLED);
    round(32);
    assertThat(window.size()).isEqualTo(32);
    now += 16 * SECOND;
    assertThat(limited(60 * SECOND)).isTrue();
    assertThat(window.size()).isEqualTo(25);
    now += 59 * SECOND;
    assertThat(limited(0)).isFalse();
  }

  @Test
  void shouldGrowByATwentiethAfterAnEpisode() {
    // Given
    limited(0);
    now += 15 * SECOND;
    assertThat(window.phase(now)).isEqualTo(Phase.GROWING);

    // When
    for (int i = 0; i < 10; i++) {
      round(window.size());
    }

    // Then: 16 times 1.05 to the tenth
    assertThat(window.size()).isEqualTo(26);
  }

  @Test
  void shouldNeitherGrowNorShrinkForServerErrorsAndTimeouts() {
    for (OutcomeClass error :
        new OutcomeClass[] {
          OutcomeClass.TRANSIENT, OutcomeClass.OVERLOADED, OutcomeClass.TIMEOUT
        }) {
      for (int i = 0; i < 19; i++) {
        window.started(20);
        window.ended(OutcomeClass.OK, true, 0, 20, now);
      }
      window.ended(error, true, 0, 20, now);
      assertThat(window.size()).isEqualTo(20);
      assertThat(window.phase(now)).isEqualTo(Phase.HOLDING);
    }
  }

  @Test
  void shouldNotCountSuccessesOfRetries() {
    window.started(20);
    for (int i = 0; i < 100; i++) {
      window.ended(OutcomeClass.OK, false, 0, 20, now);
    }
    assertThat(window.size()).isEqualTo(20);
  }

  @Test
  void shouldKeepWhatAllWorkersUseTogetherWhenTheirNumberChanges() {
    // Given
    round(20);

    // When, Then
    window.divide(4, 25);
    assertThat(window.size()).isEqualTo(10);
    window.divide(2, 50);
    assertThat(window.size()).isEqualTo(20);
    assertThat(new Window(3).size()).isZero();
    window.divide(3, 0);
    assertThat(window.size()).isZero();
  }
}

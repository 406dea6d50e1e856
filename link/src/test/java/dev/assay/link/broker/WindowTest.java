package dev.assay.link.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {

  private static int takeAll(Window window, int bytes) {
    int taken = 0;
    for (int more = window.ask(); more > 0; more = window.ask()) {
      for (int i = 0; i < more; i++) {
        window.came(bytes);
      }
      taken += more;
    }
    return taken;
  }

  @Test
  void shouldHoldAsManyAsItMay() {
    // Given
    Window window = new Window(100, Long.MAX_VALUE);

    // When / Then
    assertThat(takeAll(window, 10)).isEqualTo(100);
    window.settled(10);
    assertThat(window.ask()).isEqualTo(1);
    assertThat(window.ask()).isZero();
  }

  @Test
  void shouldTakeNoMoreWhenWhatItHoldsIsLarge() {
    // Given
    Window window = new Window(2_000, 64 << 20);

    // When
    int taken = takeAll(window, 8 << 20);

    // Then only those that were asked for already went beyond
    assertThat(taken).isLessThanOrEqualTo(16);
    for (int i = 0; i < taken; i++) {
      window.settled(8 << 20);
    }
    assertThat(window.ask()).isPositive();
  }

  @Test
  void shouldTakeOneThatIsLargerThanAll() {
    // Given
    Window window = new Window(10, 1);

    // When / Then
    assertThat(window.ask()).isPositive();
  }

  @Test
  void shouldBeginAnewAfterTheConnectionWasLost() {
    // Given
    Window window = new Window(20, Long.MAX_VALUE);
    takeAll(window, 1);

    // When
    window.reset();

    // Then
    assertThat(takeAll(window, 1)).isEqualTo(20);
  }
}

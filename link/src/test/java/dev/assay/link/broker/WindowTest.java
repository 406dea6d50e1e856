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

  @Test
  void shouldTakeOthersForThoseThatWereSetAside() {
    // Given
    Window window = new Window(10, 1 << 20);
    takeAll(window, 10);

    // When
    assertThat(window.aside(10)).isTrue();
    assertThat(window.aside(10)).isTrue();

    // Then
    assertThat(takeAll(window, 10)).isEqualTo(2);
    window.asideSettled(10);
    assertThat(window.ask()).as("it has no place any more").isZero();
    window.settled(10);
    assertThat(window.ask()).isEqualTo(1);
  }

  @Test
  void shouldSetAsideNoMoreThanMayBeHeld() {
    // Given
    Window window = new Window(10, 4096);
    takeAll(window, 1);

    // When / Then: each takes a kilobyte at least
    for (int i = 0; i < 4; i++) {
      assertThat(window.aside(1)).isTrue();
    }
    assertThat(window.aside(1)).isFalse();
    window.asideSettled(1);
    assertThat(window.aside(1)).isTrue();
  }
}

package dev.assay.scoring.engine.apart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that count nothing: only the net below can end them. */
@Timeout(60)
class ApartTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicLong turns = new AtomicLong();

  private Integer endless() {
    while (!stop.get()) {
      turns.incrementAndGet(); // as deep in a library as it gets: nobody looks whether it was
      // interrupted
    }
    return 1;
  }

  @Test
  void shouldGiveWhatTheProgramGivesAndThrowWhatItThrows() {
    Apart apart = new Apart(1, Apart.USUAL);
    assertThat(apart.run(() -> 42)).isEqualTo(42);
    assertThatThrownBy(
            () ->
                apart.run(
                    () -> {
                      throw new IllegalStateException("its own");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("its own");
    assertThatThrownBy(
            () ->
                apart.run(
                    () -> {
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(apart.run(() -> 43)).isEqualTo(43);
  }

  @Test
  void shouldGoOnWithoutAProgramThatNothingEnds() {
    // Given
    Apart apart = new Apart(2, SHORT);
    // When
    assertThatThrownBy(() -> apart.run(this::endless)).isInstanceOf(GivenUpException.class);
    // Then
    assertThat(apart.abandoned()).isEqualTo(1);
    assertThat(turns).hasPositiveValue();
    assertThat(apart.run(() -> 7)).isEqualTo(7);
    // And nobody waits for ever behind those that are left
    assertThatThrownBy(() -> apart.run(this::endless)).isInstanceOf(GivenUpException.class);
    assertThatThrownBy(() -> apart.run(() -> 8))
        .isInstanceOf(GivenUpException.class)
        .hasMessageContaining("places");
    // And their places come back when they end after all
    stop.set(true);
    await().atMost(Duration.ofMinutes(4)).until(() -> apart.abandoned() == 0);
    assertThat(apart.run(() -> 9)).isEqualTo(9);
  }

  @Test
  void shouldNotCountTheTimeInWhichAProgramDoesNotRun() throws InterruptedException {
    // Given a program that waits for longer than the limit, as one does on a busy machine
    Apart apart = new Apart(1, Duration.ofMillis(200));
    CountDownLatch later = new CountDownLatch(1);
    Thread releaser =
        new Thread(
            () -> {
              long until = System.nanoTime() + Duration.ofMillis(400).toNanos();
              while (System.nanoTime() < until) {
                Thread.onSpinWait();
              }
              later.countDown();
            });
    releaser.start();
    // When / Then
    int value =
        apart.run(
            () -> {
              try {
                later.await();
              } catch (InterruptedException e) {
                return -1;
              }
              return 5;
            });
    assertThat(value).isEqualTo(5);
    assertThat(apart.abandoned()).isZero();
    releaser.join();
  }
}
